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
  private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n\r\n");
  private static final byte[] CLOSE = ascii("Connection: close\r\n\r\n");

  private final HttpClock clock;
  private final Octets octets = new Octets();

  /** Takes the time from a source. */
  public ReplyWriter(InstantSource source) {
    this.clock = new HttpClock(source);
  }

  /** The bytes of a head, and of content that leaves with it; valid until the next call. */
  ByteBuffer write(Reply reply, boolean isLast, @Nullable ByteBuffer content) {
    octets.clear().append("HTTP/1.1 ").append(reply.status().line()).append("\r\n");
    octets.append(clock.dateLine());
    for (Reply.Field field : reply.fields()) {
      append(field.name(), field.value());
    }
    if (reply.status() != Status.NOT_MODIFIED) {
      append("Content-Length", Long.toString(reply.body().length()));
    }
    // Said also where it is the default: clients of HTTP/1.0 need to hear it.
    octets.append(isLast ? CLOSE : KEEP_ALIVE);
    return (content == null ? octets : octets.append(content)).view();
  }

  private void append(String name, String value) {
    octets.append(name).append(": ").append(value).append("\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
