package dev.pollen.example.http.protocol;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A reply on its way: its bytes in pieces, the head first. */
public final class OutgoingReply implements Closeable {
  /** How much content leaves with the head: as long as to copy it costs less than to send it. */
  private static final int MAX_JOINED_BYTES = 1024;

  private final Reply reply;
  private final ReplyWriter writer;
  private final boolean sendsBody;
  private final boolean isLast;
  private boolean hasBegun;

  OutgoingReply(Reply reply, ReplyWriter writer, boolean sendsBody, boolean isLast) {
    this.reply = reply;
    this.writer = writer;
    this.sendsBody = sendsBody;
    this.isLast = isLast;
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
    Body body = reply.body();
    if (hasBegun) {
      return sendsBody ? body.next() : null;
    }
    hasBegun = true;
    boolean joins = sendsBody && body.length() <= MAX_JOINED_BYTES;
    return writer.write(reply, isLast, joins ? body.next() : null);
  }

  @Override
  public void close() {
    reply.body().close();
  }
}
