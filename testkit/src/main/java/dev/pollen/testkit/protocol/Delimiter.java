package dev.pollen.testkit.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes that end a frame. Equal to others that are the same bytes. */
final class Delimiter {
  static final Delimiter LF = new Delimiter("\n".getBytes(StandardCharsets.US_ASCII));
  static final Delimiter CRLF = new Delimiter("\r\n".getBytes(StandardCharsets.US_ASCII));

  private final byte[] bytes;

  private Delimiter(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Reads one as it is described: visible ASCII as it is, others as {@code \r}, {@code \x00}. */
  static Delimiter parse(String text, TextLine line) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each != '\\') {
        bytes.write(each);
      } else if (text.startsWith("\\x", i) && i + 4 <= text.length()) {
        bytes.write(Integer.parseInt(text, i + 2, i + 4, 16));
        i += 3;
      } else {
        i++;
        bytes.write(
            switch (i < text.length() ? text.charAt(i) : ' ') {
              case 'r' -> '\r';
              case 'n' -> '\n';
              case '\\' -> '\\';
              default -> throw line.wrong("\"" + text + "\" is no delimiter");
            });
      }
    }
    if (bytes.size() == 0) {
      throw line.wrong("the delimiter is empty");
    }
    return new Delimiter(bytes.toByteArray());
  }

  byte[] bytes() {
    return bytes.clone();
  }

  int length() {
    return bytes.length;
  }

  /** The first of its bytes. */
  byte first() {
    return bytes[0];
  }

  /** Tells whether a body that this follows ends there, and not before. */
  boolean ends(byte[] body) {
    byte[] whole = Bytes.joined(body, bytes);
    for (int i = 0; i < body.length; i++) {
      if (Arrays.equals(whole, i, i + bytes.length, bytes, 0, bytes.length)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Delimiter delimiter && Arrays.equals(bytes, delimiter.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (byte each : bytes) {
      switch (each) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\\' -> text.append("\\\\");
        default -> {
          if (each > ' ' && each <= '~') {
            text.append((char) each);
          } else {
            text.append(String.format("\\x%02x", each));
          }
        }
      }
    }
    return text.toString();
  }
}
