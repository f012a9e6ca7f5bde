package dev.pollen.testkit.protocol;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Locale;

/**
 * A line of a description: a keyword, and words behind it, of which some are {@code key=value}.
 *
 * @param number which line it is, from 1
 * @param words its words, at least one
 */
record TextLine(int number, List<String> words) {
  static TextLine of(int number, String text) {
    return new TextLine(number, List.of(text.strip().split(" ")));
  }

  String keyword() {
    return words.get(0);
  }

  /** The words behind the keyword. */
  List<String> rest() {
    return words.subList(1, words.size());
  }

  /** The only word behind the keyword. */
  String only() {
    if (words.size() != 2) {
      throw wrong("one word must follow \"" + keyword() + "\"");
    }
    return words.get(1);
  }

  boolean has(String key) {
    return words.stream().anyMatch(word -> word.startsWith(key + "="));
  }

  String text(String key) {
    return words.stream()
        .filter(word -> word.startsWith(key + "="))
        .map(word -> word.substring(key.length() + 1))
        .findFirst()
        .orElseThrow(() -> wrong(key + "= is missing"));
  }

  int number(String key) {
    return Math.toIntExact(toLong(text(key)));
  }

  boolean flag(String key) {
    return text(key).equals("true");
  }

  boolean isLittle() {
    return text("order").equals("LITTLE");
  }

  <E extends Enum<E>> E constant(String key, Class<E> type) {
    try {
      return Enum.valueOf(type, text(key));
    } catch (IllegalArgumentException none) {
      throw wrong(text(key) + " is none of " + type.getSimpleName().toLowerCase(Locale.ROOT) + "s");
    }
  }

  long toLong(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException none) {
      throw wrong("\"" + text + "\" is no number");
    }
  }

  /** The name of a charset that this JDK knows. */
  String charset(String name) {
    try {
      if (Charset.isSupported(name)) {
        return name;
      }
    } catch (IllegalArgumentException none) {
      // Said below.
    }
    throw wrong("\"" + name + "\" is no charset of this JDK");
  }

  /** The line without its first words. */
  TextLine from(int word) {
    if (words.size() <= word) {
      throw wrong("something is missing at its end");
    }
    return new TextLine(number, words.subList(word, words.size()));
  }

  /** A failure that names the line, for the caller to throw. */
  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "No description of a protocol: line " + number + ": " + what);
  }
}
