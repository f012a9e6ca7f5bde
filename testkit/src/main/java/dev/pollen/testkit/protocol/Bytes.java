package dev.pollen.testkit.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Arrays of bytes. */
final class Bytes {
  /** How many of them a failure report shows. */
  private static final int SHOWN = 64;

  private Bytes() {}

  static byte[] joined(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  static byte[] repeated(byte[] part, int times) {
    byte[] whole = new byte[part.length * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(part, 0, whole, i * part.length, part.length);
    }
    return whole;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A number of so many bytes. */
  static byte[] number(long number, int width, boolean little) {
    byte[] bytes = new byte[width];
    for (int i = 0; i < width; i++) {
      bytes[little ? i : width - 1 - i] = (byte) (number >> (Byte.SIZE * i));
    }
    return bytes;
  }

  /** A number of as many bytes as it needs, or more: seven bits in each, the lowest first. */
  static byte[] varint(long number, int atLeast) {
    byte[] bytes = new byte[10];
    int length = 0;
    long rest = number;
    do {
      bytes[length++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    } while (rest != 0 || length < atLeast);
    bytes[length - 1] &= 0x7F;
    return Arrays.copyOf(bytes, length);
  }

  /** As Java would write them in a text, the beginning only. */
  static String shown(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < Math.min(bytes.length, SHOWN); i++) {
      switch (bytes[i]) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '"', '\\' -> text.append('\\').append((char) bytes[i]);
        default -> {
          if (bytes[i] >= ' ' && bytes[i] <= '~') {
            text.append((char) bytes[i]);
          } else {
            text.append(String.format("\\x%02x", bytes[i]));
          }
        }
      }
    }
    text.append('"');
    return bytes.length <= SHOWN ? text.toString() : text + "... (" + bytes.length + " bytes)";
  }
}
