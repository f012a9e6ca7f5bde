package dev.pollen.testkit.protocol;

import java.util.Locale;
import java.util.function.IntUnaryOperator;

/** Whether small and capital letters of commands are the same. Only those of ASCII have both. */
enum CommandCase {
  NONE,
  IGNORE_CASE,
  EXACT_CASE;

  private static final int DISTANCE = 'a' - 'A';

  boolean isIgnored() {
    return this == IGNORE_CASE;
  }

  boolean isSame(String one, String other) {
    return isIgnored() ? lower(one).equals(lower(other)) : one.equals(other);
  }

  static String lower(String text) {
    return mapped(text, each -> each >= 'A' && each <= 'Z' ? each + DISTANCE : each);
  }

  static String upper(String text) {
    return mapped(text, each -> each >= 'a' && each <= 'z' ? each - DISTANCE : each);
  }

  private static String mapped(String text, IntUnaryOperator letters) {
    StringBuilder mapped = new StringBuilder();
    text.codePoints().map(letters).forEach(mapped::appendCodePoint);
    return mapped.toString();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
