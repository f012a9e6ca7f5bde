package dev.pollen.testkit.protocol;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/** Everything that is left to chance, decided by one generator so that it can be repeated. */
final class Choices {
  /** No piece is much larger, whatever the handler allows: tests have to hold it in memory. */
  static final int LARGE = 1 << 20;

  private static final int SMALL = 12;

  /** Plain letters often; some that take two, three and four bytes in UTF-8; signs. */
  private static final String ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
          + "abcdefghijklmnopqrstuvwxyz.,:;-_+*/<>()[]{}\"'@#%&=?!$^~|\\\u00e4\u00df\u00e9\u20ac"
          + "\u4e2d\u0416\uFFFD\uD83D\uDE00";

  private final RandomGenerator random;

  Choices(RandomGenerator random) {
    this.random = random;
  }

  /** True once in so many times. */
  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** A number from 0 to this one. */
  int upTo(int most) {
    return random.nextInt(most + 1);
  }

  /** A number in a range, its ends and what is beside zero more often than others. */
  long number(long least, long most) {
    return switch (random.nextInt(6)) {
      case 0 -> least;
      case 1 -> most;
      case 2 -> Math.max(least, Math.min(most, 0));
      case 3 -> Math.max(least, Math.min(most, random.nextInt(-9, 10)));
      default -> most == Long.MAX_VALUE ? any(least) : random.nextLong(least, most + 1);
    };
  }

  private long any(long least) {
    long number = random.nextLong();
    return number < least ? least : number;
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /** The members of a list in an order of chance. */
  <T> List<T> shuffled(List<T> list) {
    List<T> shuffled = new ArrayList<>(list);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      Collections.swap(shuffled, i, upTo(i));
    }
    return shuffled;
  }

  /** How long something is: mostly short, at times all that is allowed. */
  int length(int most) {
    int cap = Math.min(most, LARGE);
    return switch (random.nextInt(8)) {
      case 0 -> cap;
      case 1 -> Math.max(0, cap - 1);
      case 2 -> upTo(Math.min(cap, 1000));
      case 3 -> 0;
      default -> upTo(Math.min(cap, SMALL));
    };
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  byte anyByte() {
    return (byte) random.nextInt();
  }

  /** Visible text that takes this many bytes; fewer, if the charset does not come out even. */
  byte[] text(int length, Charset charset) {
    byte[] filler = "x".getBytes(charset);
    byte[] longest = new byte[length];
    int at = 0;
    // What is long is made of one letter for the most part, so that it costs little.
    for (int left = SMALL * 4; left > 0 && at < length; left--) {
      byte[] letter = letter(charset);
      if (at + letter.length <= length) {
        System.arraycopy(letter, 0, longest, at, letter.length);
        at += letter.length;
      }
    }
    for (; at + filler.length <= length; at += filler.length) {
      System.arraycopy(filler, 0, longest, at, filler.length);
    }
    return Arrays.copyOf(longest, at);
  }

  private byte[] letter(Charset charset) {
    int at = random.nextInt(ALPHABET.codePointCount(0, ALPHABET.length()));
    String letter = Character.toString(ALPHABET.codePointAt(ALPHABET.offsetByCodePoints(0, at)));
    return charset.newEncoder().canEncode(letter)
        ? letter.getBytes(charset)
        : "y".getBytes(charset);
  }
}
