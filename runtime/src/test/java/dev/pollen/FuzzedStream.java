package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/**
 * What a fuzzer has thought of: a choice, a stream of bytes, and how it is cut. The first byte is
 * the choice, the next one how many lengths of pieces follow it, and behind those is the stream.
 */
final class FuzzedStream {
  private static final int MOST_LENGTHS = 7;

  private final byte[] bytes;
  private int position;

  FuzzedStream(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next byte as a number; 0 if there is none. */
  int number() {
    return position < bytes.length ? bytes[position++] & 0xFF : 0;
  }

  /** The pieces in their order, without the empty ones; the lengths are used again and again. */
  List<String> pieces() {
    int[] lengths = new int[number() & MOST_LENGTHS];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = 1 + number();
    }
    String stream = new String(bytes, position, bytes.length - position, ISO_8859_1);
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < stream.length()) {
      int length = lengths.length == 0 ? 1 : lengths[pieces.size() % lengths.length];
      int end = Math.min(stream.length(), start + length);
      pieces.add(stream.substring(start, end));
      start = end;
    }
    return pieces;
  }
}
