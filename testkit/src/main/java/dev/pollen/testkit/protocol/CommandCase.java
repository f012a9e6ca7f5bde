package dev.pollen.testkit.protocol;

import java.util.Locale;

/** Whether small and capital letters of commands are the same. */
enum CommandCase {
  NONE,
  IGNORE_CASE,
  EXACT_CASE;

  boolean isIgnored() {
    return this == IGNORE_CASE;
  }

  boolean isSame(String one, String other) {
    return isIgnored() ? one.equalsIgnoreCase(other) : one.equals(other);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
