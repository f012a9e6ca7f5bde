package dev.pollen.example.http.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the heads of requests, one after the other, however they are cut into pieces. */
final class HeadParser {
  /** As long as most lines are: so much is fetched at a time, and kept while there is no more. */
  private static final int CHUNK_BYTES = 256;

  private final int maxBytes;

  /** How many bytes the complete lines of the head have. */
  private int consumed;

  /**
   * The line that is read. Fetched from the buffer, since to look at each byte there takes several
   * times as long.
   */
  private byte[] line = new byte[CHUNK_BYTES];

  /** How many bytes of it have arrived, all of which were looked at. */
  private int length;

  private @Nullable RequestLine requestLine;
  private boolean isHead;
  private Fields fields = new Fields();

  HeadParser(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Forgets the head that was read. */
  void reset() {
    consumed = 0;
    requestLine = null;
    isHead = false;
    fields = new Fields();
  }

  /** Whether any part of the head has been seen. */
  boolean hasStarted() {
    // Not for an empty line: those do not count (RFC 9112, section 2.2).
    return requestLine != null || length > 0;
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
    while (input.hasRemaining()) {
      int end = length + fetch(input);
      byte previous = length == 0 ? 0 : line[length - 1];
      for (int i = length; i < end; i++) {
        byte octet = line[i];
        // Seldom: an end of a line, or something wrong.
        if (previous == '\r' || Syntax.isControl(octet)) {
          if (isLineEnd(previous, octet)) {
            input.position(input.position() + i + 1 - length);
            return takeLine(i + 1);
          }
        }
        previous = octet;
      }
      input.position(input.position() + end - length);
      length = end;
    }
    return null;
  }

  /** Copies what comes next, which is more than the line or less; says how many bytes that are. */
  private int fetch(ByteBuffer input) throws Refusal {
    int allowed = maxBytes - consumed - length;
    if (allowed == 0) {
      throw new Refusal(
          requestLine == null ? Status.URI_TOO_LONG : Status.HEADER_FIELDS_TOO_LARGE,
          "the head has more than " + maxBytes + " bytes");
    }
    int count = Math.min(Math.min(CHUNK_BYTES, allowed), input.remaining());
    if (length + count > line.length) {
      line = Arrays.copyOf(line, 2 * line.length);
    }
    input.get(input.position(), line, length, count);
    return count;
  }

  /** Whether two octets end a line; of those that neither do so nor begin it, all are refused. */
  private static boolean isLineEnd(byte previous, byte octet) throws Refusal {
    if ((previous == '\r') != (octet == '\n')) {
      throw Refusal.badRequest("half an end of a line");
    }
    if (octet != '\n' && octet != '\r') {
      throw Refusal.badRequest("a control character");
    }
    return octet == '\n';
  }

  private String takeLine(int bytes) {
    String text = new String(line, 0, bytes - "\r\n".length(), StandardCharsets.ISO_8859_1);
    consumed += bytes;
    length = 0;
    if (line.length > CHUNK_BYTES) {
      line = new byte[CHUNK_BYTES];
    }
    return text;
  }
}
