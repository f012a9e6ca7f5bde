package dev.pollen.example.http.protocol;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A reply on its way: its bytes in pieces, the head first. */
public final class OutgoingReply implements Closeable {
  private final Body body;
  private final boolean sendsBody;
  private final boolean isLast;
  private @Nullable ByteBuffer head;

  OutgoingReply(Reply reply, String date, boolean sendsBody, boolean isLast) {
    this.body = reply.body();
    this.sendsBody = sendsBody;
    this.isLast = isLast;
    this.head = ByteBuffer.wrap(reply.head(date, isLast).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Whether the connection ends after this reply. */
  public boolean isLast() {
    return isLast;
  }

  /**
   * The next piece.
   *
   * @return bytes that are valid until the next call, of this or of another reply; {@code null}
   *     when there are no more
   * @throws IOException if the content cannot be had as promised
   */
  public @Nullable ByteBuffer next() throws IOException {
    ByteBuffer first = head;
    if (first != null) {
      head = null;
      return first;
    }
    return sendsBody ? body.next() : null;
  }

  @Override
  public void close() {
    body.close();
  }
}
