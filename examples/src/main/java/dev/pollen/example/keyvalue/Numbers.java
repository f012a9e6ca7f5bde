package dev.pollen.example.keyvalue;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Integers as Redis reads them: digits with perhaps a minus before them, written as short as can
 * be. Neither {@code +1} nor {@code 01} is one.
 */
final class Numbers {
  /** What is no number; and also -2^63, which only {@link #parse(byte[])} tells from it. */
  static final long NONE = Long.MIN_VALUE;

  private static final byte[] LEAST = bytes(Long.MIN_VALUE);

  private Numbers() {}

  static byte[] bytes(long number) {
    return Text.bytes(Long.toString(number));
  }

  static long parse(byte[] bytes) throws Refusal {
    long number = parse(ByteBuffer.wrap(bytes), 0, bytes.length);
    if (number == NONE && !Arrays.equals(bytes, LEAST)) {
      throw Refusal.notInteger();
    }
    return number;
  }

  /** A number of things; there may be none. */
  static long parseCount(byte[] bytes) throws Refusal {
    long number = parse(ByteBuffer.wrap(bytes), 0, bytes.length);
    if (number < 0) {
      throw new Refusal("ERR value is out of range, must be positive");
    }
    return number;
  }

  static long sum(long number, long amount) throws Refusal {
    try {
      return Math.addExact(number, amount);
    } catch (ArithmeticException e) {
      throw new Refusal("ERR increment or decrement would overflow");
    }
  }

  /** The number between two indices of a buffer, or {@link #NONE}. */
  static long parse(ByteBuffer source, int from, int to) {
    boolean isNegative = from < to && source.get(from) == '-';
    int first = isNegative ? from + 1 : from;
    if (first >= to) {
      return NONE;
    }
    if (source.get(first) == '0') {
      return !isNegative && first + 1 == to ? 0 : NONE;
    }
    long number = 0;
    for (int i = first; i < to; i++) {
      int digit = source.get(i) - '0';
      if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
        return NONE;
      }
      number = number * 10 + digit;
    }
    return isNegative ? -number : number;
  }
}
