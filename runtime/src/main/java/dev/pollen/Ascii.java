package dev.pollen;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Bytes as protocols see them that are made of ASCII, whatever the locale. */
final class Ascii {
  private static final char LAST = 0x7f;

  /** What a peer has sent is not shown at any length. */
  private static final int LONGEST_SHOWN = 40;

  private Ascii() {}

  /** The capital letter, if it is a small one. */
  static byte upper(byte letter) {
    return letter >= 'a' && letter <= 'z' ? (byte) (letter - ('a' - 'A')) : letter;
  }

  /** Whether it stands between words. */
  static boolean isBlank(byte letter) {
    return letter == ' ' || letter == '\t';
  }

  /** Whether some bytes are a text in UTF-8. */
  static boolean isText(ByteBuffer source, int from, int to, String text, boolean ignoresCase) {
    // No character has less than one byte.
    if (text.length() > to - from) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char wanted = text.charAt(i);
      if (wanted > LAST) {
        return areBytes(source, from, to, text.getBytes(StandardCharsets.UTF_8), ignoresCase);
      }
      if (!isSame(source.get(from + i), (byte) wanted, ignoresCase)) {
        return false;
      }
    }
    return text.length() == to - from;
  }

  private static boolean areBytes(
      ByteBuffer source, int from, int to, byte[] wanted, boolean ignoresCase) {
    boolean isEqual = wanted.length == to - from;
    for (int i = 0; isEqual && i < wanted.length; i++) {
      isEqual = isSame(source.get(from + i), wanted[i], ignoresCase);
    }
    return isEqual;
  }

  private static boolean isSame(byte letter, byte wanted, boolean ignoresCase) {
    return letter == wanted || (ignoresCase && upper(letter) == upper(wanted));
  }

  /**
   * Some bytes for a person to read: on one line, with nothing invisible, not long, and so that
   * they cannot be mistaken for others.
   */
  static String show(ByteBuffer source, int from, int to) {
    int shownTo = Math.min(to, from + LONGEST_SHOWN);
    StringBuilder shown = new StringBuilder(shownTo - from);
    for (int i = from; i < shownTo; i++) {
      byte letter = source.get(i);
      if (letter == '\\' || letter == '"') {
        shown.append('\\').append((char) letter);
      } else if (letter < ' ' || letter == LAST) {
        shown.append("\\x").append(HexFormat.of().toHexDigits(letter));
      } else {
        shown.append((char) letter);
      }
    }
    return shown.append(shownTo < to ? "..." : "").toString();
  }
}
