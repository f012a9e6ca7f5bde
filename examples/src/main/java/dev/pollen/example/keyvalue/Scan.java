package dev.pollen.example.keyvalue;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What may follow the cursor of SCAN: {@code [MATCH pattern] [COUNT count] [TYPE type]}.
 *
 * @param pattern what keys must match
 * @param count how many to look at, about
 * @param type the kind of values, if it matters
 */
record Scan(@Nullable Glob pattern, long count, @Nullable String type) {
  private static final int DEFAULT_COUNT = 10;

  static long cursor(byte[] bytes) throws Refusal {
    String text = Text.of(bytes);
    try {
      return text.isEmpty() ? 0 : Long.parseUnsignedLong(text) & Long.MAX_VALUE;
    } catch (NumberFormatException e) {
      throw new Refusal("ERR invalid cursor");
    }
  }

  static Scan parse(byte[][] options) throws Refusal {
    Glob pattern = null;
    long count = DEFAULT_COUNT;
    String type = null;
    for (int i = 0; i < options.length; i += 2) {
      if (i + 1 == options.length) {
        throw Refusal.syntax();
      }
      byte[] value = options[i + 1];
      switch (Text.option(options[i])) {
        case "MATCH" -> pattern = Glob.of(value);
        case "COUNT" -> count = Numbers.parse(value);
        case "TYPE" -> type = Text.of(value);
        default -> throw Refusal.syntax();
      }
      if (count < 1) {
        throw Refusal.syntax();
      }
    }
    return new Scan(pattern, count, type == null ? null : type.toLowerCase(Locale.ROOT));
  }

  boolean accepts(Entry entry) {
    return (pattern == null || pattern.matches(entry.key().bytes()))
        && (type == null || type.equals(entry.type()));
  }
}
