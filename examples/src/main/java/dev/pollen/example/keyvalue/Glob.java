package dev.pollen.example.keyvalue;

/**
 * A pattern: {@code *} is any bytes, {@code ?} one, {@code [a-z]} one of these, {@code [^a-z]} none
 * of these, and a backslash takes the meaning from what follows.
 *
 * <p>What it costs to compare grows with the product of both lengths, not worse, whatever pattern
 * somebody thinks of. All clients wait while that is done, and keys may be long, so patterns have a
 * limit.
 */
final class Glob {
  static final int MAX_BYTES = 1024;

  private final byte[] pattern;

  /** For a pattern whose length {@linkplain #requireShort was checked}. */
  Glob(byte[] pattern) {
    this.pattern = pattern;
  }

  static Glob of(byte[] pattern) throws Refusal {
    requireShort(pattern);
    return new Glob(pattern);
  }

  static void requireShort(byte[] pattern) throws Refusal {
    if (pattern.length > MAX_BYTES) {
      throw new Refusal("ERR pattern is too long");
    }
  }

  boolean matches(byte[] text) {
    int at = 0;
    int star = -1;
    int starText = 0;
    for (int i = 0; i < text.length; ) {
      if (at < pattern.length && pattern[at] == '*') {
        star = ++at;
        starText = i;
      } else if (at < pattern.length && takes(at, text[i] & 0xFF)) {
        at = behind(at);
        i++;
      } else if (star >= 0) {
        // The last star takes one byte more; those before it need not be tried again.
        at = star;
        i = ++starText;
      } else {
        return false;
      }
    }
    while (at < pattern.length && pattern[at] == '*') {
      at++;
    }
    return at == pattern.length;
  }

  /** Whether what is at this place of the pattern is right for this byte. */
  private boolean takes(int at, int octet) {
    return switch (pattern[at]) {
      case '?' -> true;
      case '[' -> isInClass(at, octet);
      case '\\' -> (pattern[Math.min(at + 1, pattern.length - 1)] & 0xFF) == octet;
      default -> (pattern[at] & 0xFF) == octet;
    };
  }

  private int behind(int at) {
    return switch (pattern[at]) {
      case '[' -> Math.min(classEnd(at) + 1, pattern.length);
      case '\\' -> Math.min(at + 2, pattern.length);
      default -> at + 1;
    };
  }

  private boolean isNegated(int at) {
    return at + 1 < pattern.length && pattern[at + 1] == '^';
  }

  private int classStart(int at) {
    return isNegated(at) ? at + 2 : at + 1;
  }

  /** The index of the bracket that ends a class; if none does, of the end. */
  private int classEnd(int at) {
    int i = classStart(at);
    while (i < pattern.length && pattern[i] != ']') {
      i = behindMember(i);
    }
    return Math.min(i, pattern.length);
  }

  private boolean isEscape(int i) {
    return pattern[i] == '\\' && i + 1 < pattern.length;
  }

  private boolean isRange(int i) {
    return i + 2 < pattern.length && pattern[i + 1] == '-';
  }

  private int behindMember(int i) {
    if (isEscape(i)) {
      return i + 2;
    }
    return isRange(i) ? i + 3 : i + 1;
  }

  private boolean isInClass(int at, int octet) {
    boolean found = false;
    int end = classEnd(at);
    for (int i = classStart(at); i < end; i = behindMember(i)) {
      int low = pattern[isEscape(i) ? i + 1 : i] & 0xFF;
      int high = !isEscape(i) && isRange(i) ? pattern[i + 2] & 0xFF : low;
      found |= octet >= Math.min(low, high) && octet <= Math.max(low, high);
    }
    return found != isNegated(at);
  }
}
