package dev.pollen.example.keyvalue;

import java.nio.ByteBuffer;

/**
 * The words of a request that somebody has typed: {@code SET key "two words\n"}. In double quotes,
 * a backslash introduces what cannot be typed; in single quotes, only a single quote.
 */
final class InlineWords {
  private final byte[] line;

  /** Behind the last byte that counts. */
  private final int length;

  private int next;

  /** Words never get longer by being read, so each is written over what was read already. */
  private int start;

  private int end;

  /** Takes a line, which is overwritten. A zero ends it, as any text in C. */
  InlineWords(byte[] line) {
    this.line = line;
    int i = 0;
    while (i < line.length && line[i] != 0) {
      i++;
    }
    length = i;
  }

  /** Where the words are. */
  ByteBuffer bytes() {
    return ByteBuffer.wrap(line);
  }

  /** Where the word begins that was found last. */
  int start() {
    return start;
  }

  /** Where it ends. */
  int end() {
    return end;
  }

  /** Finds the next word, if there is one. */
  boolean next() throws Refusal {
    while (next < length && isBlank(line[next])) {
      next++;
    }
    start = end;
    if (next == length) {
      return false;
    }
    while (next < length && !isBlank(line[next])) {
      byte octet = line[next++];
      if (octet == '"' || octet == '\'') {
        quoted(octet);
      } else {
        line[end++] = octet;
      }
    }
    return true;
  }

  private void quoted(byte quote) throws Refusal {
    while (next < length && line[next] != quote) {
      byte octet = line[next++];
      boolean isEscape = octet == '\\' && next < length;
      if (isEscape && (quote == '"' || line[next] == quote)) {
        line[end++] = quote == '"' ? escaped() : line[next++];
      } else {
        line[end++] = octet;
      }
    }
    next++;
    if (next > length || (next < length && !isBlank(line[next]))) {
      throw Refusal.protocolError("unbalanced quotes in request");
    }
  }

  private byte escaped() {
    byte octet = line[next++];
    if (octet == 'x' && next + 2 <= length) {
      int high = Character.digit(line[next], 16);
      int low = Character.digit(line[next + 1], 16);
      if (high >= 0 && low >= 0) {
        next += 2;
        return (byte) (16 * high + low);
      }
    }
    return switch (octet) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> octet;
    };
  }

  private static boolean isBlank(byte octet) {
    return octet == ' ' || (octet >= '\t' && octet <= '\r');
  }
}
