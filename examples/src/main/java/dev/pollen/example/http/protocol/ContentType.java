package dev.pollen.example.http.protocol;

import java.nio.charset.StandardCharsets;

/** What content is, such as {@code text/plain}. Made once for many replies. */
public final class ContentType {
  /** Plain text in UTF-8. */
  public static final ContentType TEXT = of("text/plain; charset=utf-8");

  private final byte[] line;

  private ContentType(byte[] line) {
    this.line = line;
  }

  /**
   * Names a content type.
   *
   * @param name type, subtype and parameters, without control characters
   * @return the content type
   */
  public static ContentType of(String name) {
    // What is not in this charset becomes a question mark, and never the end of a line.
    return new ContentType(
        ("Content-Type: " + name + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The field that tells it, as a line. */
  byte[] line() {
    return line;
  }
}
