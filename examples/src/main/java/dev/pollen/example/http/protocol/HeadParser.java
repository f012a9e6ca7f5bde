package dev.pollen.example.http.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of one request, however it is cut into pieces. Complete lines are consumed; an
 * incomplete one is left in the buffer, to be presented again together with what follows it.
 */
final class HeadParser {
  private final int maxBytes;

  /** How many bytes of the head were consumed. */
  private int consumed;

  /** How many bytes of the incomplete line were looked at, so that none is looked at twice. */
  private int scanned;

  private @Nullable RequestLine requestLine;
  private boolean isHead;
  private final Fields fields = new Fields();

  HeadParser(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether any part of the head has been seen. */
  boolean hasStarted() {
    // Not for an empty line: those do not count (RFC 9112, section 2.2).
    return requestLine != null || scanned > 0;
  }

  /** Whether the method is HEAD, as far as is known. */
  boolean isHead() {
    return isHead;
  }

  /** Reads on; returns the request when its head is complete. */
  @Nullable Request parse(ByteBuffer input) throws Refusal {
    for (String line = nextLine(input); line != null; line = nextLine(input)) {
      if (requestLine == null) {
        // Some old clients send an empty line behind the content of the request before.
        isHead = line.startsWith("HEAD ");
        requestLine = line.isEmpty() ? null : RequestLine.parse(line);
      } else if (line.isEmpty()) {
        return Request.of(requestLine, fields);
      } else {
        fields.addLine(line);
      }
    }
    return null;
  }

  /** The next line without its end, or {@code null} if it is not complete. */
  private @Nullable String nextLine(ByteBuffer input) throws Refusal {
    int start = input.position();
    for (int i = start + scanned; i < input.limit(); i++) {
      checkSize(i - start + 1);
      byte octet = input.get(i);
      boolean afterReturn = i > start && input.get(i - 1) == '\r';
      if (afterReturn != (octet == '\n')) {
        throw Refusal.badRequest("half an end of a line");
      }
      if (afterReturn) {
        return takeLine(input, i - 1);
      }
      if (octet != '\r' && Syntax.isForbidden(octet & 0xff)) {
        throw Refusal.badRequest("a control character");
      }
    }
    scanned = input.limit() - start;
    return null;
  }

  private void checkSize(int lineBytes) throws Refusal {
    if (consumed + lineBytes > maxBytes) {
      throw new Refusal(
          requestLine == null ? Status.URI_TOO_LONG : Status.HEADER_FIELDS_TOO_LARGE,
          "the head has more than " + maxBytes + " bytes");
    }
  }

  private String takeLine(ByteBuffer input, int end) {
    byte[] line = new byte[end - input.position()];
    input.get(line);
    input.position(end + "\r\n".length());
    consumed += line.length + "\r\n".length();
    scanned = 0;
    return new String(line, StandardCharsets.ISO_8859_1);
  }
}
