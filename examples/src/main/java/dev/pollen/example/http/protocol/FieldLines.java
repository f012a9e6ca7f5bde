package dev.pollen.example.http.protocol;

import java.util.Arrays;

/** The lines of a head that hold fields, as they arrive: where each begins, and its colon. */
final class FieldLines {
  private static final int MAX_FIELDS = 100;
  private static final int USUAL_FIELDS = 16;

  /** Where the first one begins in the head; the bounds count from there. */
  private int start;

  private int end;
  private int[] bounds = new int[2 * USUAL_FIELDS];
  private int size;

  /** Forgets all. */
  void reset() {
    size = 0;
  }

  /** Adds a line. */
  void add(byte[] head, int lineStart, int lineEnd) throws Refusal {
    int colon = Syntax.tokenEnd(head, lineStart, lineEnd);
    // A name is a token, so this also refuses a space before the colon and a folded line.
    if (colon == lineStart || colon == lineEnd || head[colon] != ':') {
      throw Refusal.badRequest("a line of the head is no field");
    }
    if (size == 2 * MAX_FIELDS) {
      throw new Refusal(Status.HEADER_FIELDS_TOO_LARGE, "more than " + MAX_FIELDS + " fields");
    }
    if (size == bounds.length) {
      bounds = Arrays.copyOf(bounds, 2 * size);
    }
    start = size == 0 ? lineStart : start;
    bounds[size++] = lineStart - start;
    bounds[size++] = colon - start;
    end = lineEnd;
  }

  /** The fields, which need the head no more. */
  Fields of(byte[] head) {
    return size == 0
        ? Fields.NONE
        : new Fields(Arrays.copyOfRange(head, start, end), Arrays.copyOf(bounds, size));
  }
}
