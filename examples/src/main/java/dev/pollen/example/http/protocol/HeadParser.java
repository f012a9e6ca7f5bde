package dev.pollen.example.http.protocol;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the heads of requests, one after the other. */
final class HeadParser {
  private final int maxBytes;
  private final HeadLines lines = new HeadLines();
  private final FieldLines fields = new FieldLines();
  private @Nullable RequestLine requestLine;
  private boolean isHead;

  HeadParser(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Forgets the head that was read. */
  void reset() {
    lines.reset();
    fields.reset();
    requestLine = null;
    isHead = false;
  }

  /** Whether any part of the head has been seen. */
  boolean hasStarted() {
    // Not for an empty line: those do not count (RFC 9112, section 2.2).
    return requestLine != null || lines.hasPart();
  }

  /** Whether the method is HEAD, as far as is known. */
  boolean isHead() {
    return isHead;
  }

  /** Reads on, up to the end of the head; returns the request when that is reached. */
  @Nullable Request parse(ByteBuffer input) throws Refusal {
    while (input.hasRemaining()) {
      lines.fetch(input, allowed());
      while (lines.next()) {
        // Neither, for an empty line that comes first: some old clients send one behind the content
        // of the request before.
        if (!lines.isEmpty()) {
          takeLine(lines.bytes(), lines.lineStart(), lines.lineEnd());
        } else if (requestLine != null) {
          lines.unfetch(input);
          return Request.of(requestLine, fields.of(lines.bytes()));
        }
      }
    }
    return null;
  }

  private void takeLine(byte[] head, int start, int end) throws Refusal {
    if (requestLine != null) {
      fields.add(head, start, end);
    } else {
      isHead = RequestLine.isHead(head, start, end);
      requestLine = RequestLine.parse(head, start, end);
    }
  }

  /** How many bytes more the head may have. */
  private int allowed() throws Refusal {
    int allowed = maxBytes - lines.length();
    if (allowed == 0) {
      throw new Refusal(
          requestLine == null ? Status.URI_TOO_LONG : Status.HEADER_FIELDS_TOO_LARGE,
          "the head has more than " + maxBytes + " bytes");
    }
    return allowed;
  }
}
