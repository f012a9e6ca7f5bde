package dev.pollen;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code key=value} parts, separated by spaces. A value that is empty, or has something
 * in it by which the line could be misread, stands in double quotes, with {@code \} before quotes
 * and backslashes, and control characters escaped: what peers and exceptions say ends up here, and
 * must not be able to forge lines of its own.
 */
final class LogLine {
  /** No value is longer: messages of exceptions may hold whole documents. */
  private static final int LONGEST_VALUE = 1000;

  private final StringBuilder text = new StringBuilder(200);

  /** Starts with a word that is not a part. */
  LogLine word(String word) {
    text.append(word);
    return this;
  }

  /** Adds a part, unless there is no value. */
  LogLine add(String key, @Nullable Object value) {
    if (value != null) {
      if (text.length() > 0) {
        text.append(' ');
      }
      text.append(key).append('=');
      addValue(value.toString());
    }
    return this;
  }

  private void addValue(String value) {
    String shown =
        value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...";
    if (!shown.isEmpty() && shown.chars().allMatch(LogLine::isPlain)) {
      text.append(shown);
      return;
    }
    text.append('"');
    for (int i = 0; i < shown.length(); i++) {
      addQuoted(shown.charAt(i));
    }
    text.append('"');
  }

  private void addQuoted(char c) {
    switch (c) {
      case '"', '\\' -> text.append('\\').append(c);
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      default -> {
        if (endsLineOrIsInvisible(c)) {
          text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
          text.append(c);
        }
      }
    }
  }

  private static boolean isPlain(int c) {
    return c != ' ' && c != '"' && c != '=' && c != '\\' && !endsLineOrIsInvisible((char) c);
  }

  private static boolean endsLineOrIsInvisible(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
