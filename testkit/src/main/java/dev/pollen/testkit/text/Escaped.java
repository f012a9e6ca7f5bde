package dev.pollen.testkit.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes bytes as a string literal, so that nothing in them is invisible: {@code "250 OK\r\n"}.
 * What is no text in UTF-8 is written byte by byte, such as {@code \xff}.
 */
public final class Escaped {
  private Escaped() {}

  /** On one line. */
  public static String literal(byte[] bytes) {
    return '"' + escaped(text(bytes), isText(bytes)) + '"';
  }

  /** With a literal for each line that is in the bytes. */
  public static List<String> lines(byte[] bytes) {
    List<String> lines = new ArrayList<>();
    String text = text(bytes);
    int start = 0;
    while (start < text.length() || lines.isEmpty()) {
      int end = text.indexOf('\n', start) + 1;
      String line = text.substring(start, end == 0 ? text.length() : end);
      lines.add('"' + escaped(line, isText(bytes)) + '"');
      start += Math.max(1, line.length());
    }
    return lines;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, isText(bytes) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  private static boolean isText(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String escaped(String text, boolean isText) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(character -> append(escaped, character, isText));
    return escaped.toString();
  }

  private static void append(StringBuilder escaped, int character, boolean isText) {
    switch (character) {
      case '\r' -> escaped.append("\\r");
      case '\n' -> escaped.append("\\n");
      case '\t' -> escaped.append("\\t");
      case '"' -> escaped.append("\\\"");
      case '\\' -> escaped.append("\\\\");
      default -> {
        if (character > 0x7e ? isText && !Character.isISOControl(character) : character >= ' ') {
          escaped.appendCodePoint(character);
        } else {
          escaped.append(String.format(Locale.ROOT, "\\x%02x", character));
        }
      }
    }
  }
}
