package dev.pollen.example.keyvalue;

import dev.pollen.Words;
import dev.pollen.wire.Decoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds requests: arrays of bulk strings, {@code *2\r\n$3\r\nGET\r\n$1\r\nk\r\n}, or the same words
 * on a line, as people type them.
 *
 * <p>Nothing is copied, and nothing reserved for lengths that were only announced. A request that
 * arrives in pieces is not looked at twice: what was found is remembered by its distance from the
 * beginning of the request.
 */
final class RespRequests implements Decoder<Words> {
  /** How many bytes a request may have. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final int MAX_ARGUMENTS = 1024 * 1024;

  /** How long a line may be, and how many digits a number may have with all that is before it. */
  private static final int MAX_LINE = 64 * 1024;

  /** More is given back after the request that needed it. */
  private static final int MOST_PLACES_KEPT = 64;

  private static final int UNKNOWN = -1;

  private final Words words = new Words();

  /** Where each argument that has arrived begins and ends. */
  private int[] places = new int[2 * 4];

  private int found;

  /** How many arguments are missing. */
  private long missing;

  /** The length of the next argument, if that has arrived; or {@link #UNKNOWN}. */
  private int length = UNKNOWN;

  /** How many bytes of the request have been understood. */
  private int understood;

  @Override
  public @Nullable Words decode(ByteBuffer input) throws Refusal {
    while (input.hasRemaining()) {
      if (understood == 0 && input.get(input.position()) != '*') {
        int end = lineEnd(input, "too big inline request");
        if (end < 0) {
          return null;
        }
        if (takeLine(input, end)) {
          return words;
        }
      } else if (!takeArray(input)) {
        return null;
      } else if (found > 0) {
        return tell(input);
      } else {
        next(input);
      }
    }
    return null;
  }

  /** Looks for the arguments of an array; says whether all are there. */
  private boolean takeArray(ByteBuffer input) throws Refusal {
    if (understood == 0) {
      int end = lineEnd(input, "too big mbulk count string");
      if (end < 0) {
        return false;
      }
      missing = number(input, end, MAX_ARGUMENTS, "invalid multibulk length");
      understood = end - input.position();
    }
    while (missing > 0) {
      if (length == UNKNOWN && !takeLength(input)) {
        return false;
      }
      if (input.remaining() - understood < length + 2) {
        return false;
      }
      add(understood, understood + length);
      understood += length + 2;
      length = UNKNOWN;
      missing--;
    }
    return true;
  }

  private boolean takeLength(ByteBuffer input) throws Refusal {
    int end = lineEnd(input, "too big bulk count string");
    if (end < 0) {
      return false;
    }
    byte sign = input.get(input.position() + understood);
    if (sign != '$') {
      throw Refusal.protocolError("expected '$', got '" + (char) (sign & 0xFF) + "'");
    }
    long announced = number(input, end, MAX_BYTES, "invalid bulk length");
    if (announced < 0) {
      throw Refusal.protocolError("invalid bulk length");
    }
    length = (int) announced;
    understood = end - input.position();
    return true;
  }

  /** The index behind the line that comes next, or -1 if its end has not arrived. */
  private int lineEnd(ByteBuffer input, String problem) throws Refusal {
    int start = input.position() + understood;
    int limit = Math.min(input.limit(), start + MAX_LINE);
    for (int i = start; i < limit; i++) {
      if (input.get(i) == '\n') {
        return i + 1;
      }
    }
    if (limit - start == MAX_LINE) {
      throw Refusal.protocolError(problem);
    }
    return -1;
  }

  /** The number that a line has behind its first byte. */
  private long number(ByteBuffer input, int lineEnd, long most, String problem) throws Refusal {
    int end = lineEnd - 2;
    long number =
        input.get(end) == '\r'
            ? Numbers.parse(input, input.position() + understood + 1, end)
            : Numbers.NONE;
    if (number == Numbers.NONE || number > most) {
      throw Refusal.protocolError(problem);
    }
    return number;
  }

  private void add(int from, int to) {
    if (2 * found == places.length) {
      places = Arrays.copyOf(places, 2 * places.length);
    }
    places[2 * found] = from;
    places[2 * found + 1] = to;
    found++;
  }

  private Words tell(ByteBuffer input) {
    int start = input.position();
    words.begin(input);
    for (int i = 0; i < found; i++) {
      words.add(start + places[2 * i], start + places[2 * i + 1]);
    }
    next(input);
    return words;
  }

  private void next(ByteBuffer input) {
    input.position(input.position() + understood);
    understood = 0;
    missing = 0;
    found = 0;
    if (places.length > MOST_PLACES_KEPT) {
      places = new int[MOST_PLACES_KEPT];
    }
  }

  /** Takes a line; says whether there is a word in it. */
  private boolean takeLine(ByteBuffer input, int end) throws Refusal {
    byte[] line = new byte[end - input.position()];
    input.get(line);
    InlineWords inline = new InlineWords(line);
    words.begin(inline.bytes());
    while (inline.next()) {
      words.add(inline.start(), inline.end());
    }
    return words.count() > 0;
  }
}
