package dev.pollen.example.http.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Writes the heads of the replies of a server, all into the same memory: what is sent is copied.
 * For one thread.
 */
public final class ReplyWriter {
  private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n\r\n");
  private static final byte[] CLOSE = ascii("Connection: close\r\n\r\n");

  private final HttpClock clock;
  private final Octets octets = new Octets();

  /** Takes the time from a source. */
  public ReplyWriter(InstantSource source) {
    this.clock = new HttpClock(source);
  }

  /** Takes the time for all heads up to the next call. */
  void beginTurn() {
    clock.beginTurn();
  }

  /** The bytes of a head, and of content that leaves with it; valid until the next call. */
  ByteBuffer write(Reply reply, boolean isLast, @Nullable ByteBuffer content) {
    octets.clear().append(reply.status().statusLine()).append(clock.dateLine());
    ContentType contentType = reply.contentType();
    if (contentType != null) {
      octets.append(contentType.line());
    }
    for (Reply.Field field : reply.fields()) {
      octets.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    if (reply.status() != Status.NOT_MODIFIED) {
      octets.append(CONTENT_LENGTH).append(reply.body().length()).append(LINE_END);
    }
    // Said also where it is the default: clients of HTTP/1.0 need to hear it.
    octets.append(isLast ? CLOSE : KEEP_ALIVE);
    return (content == null ? octets : octets.append(content)).view();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
