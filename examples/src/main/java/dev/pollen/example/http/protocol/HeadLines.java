package dev.pollen.example.http.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of one head, cut into lines, however they come in pieces. */
final class HeadLines {
  /** How much is fetched at a time: more than a short head, but not much more. */
  private static final int CHUNK_BYTES = 256;

  /** As long as most heads are: so much memory is kept for the next one. */
  private static final int MAX_KEPT_BYTES = 1024;

  /**
   * The head, as far as it has arrived. Fetched from the buffer, since to look at each byte there
   * takes several times as long.
   */
  private byte[] bytes = new byte[CHUNK_BYTES];

  /** How many bytes were fetched; some may not belong to the head. */
  private int fetched;

  private int lineStart;
  private int lineEnd;

  /** Where the line begins that comes next. */
  private int nextStart;

  /** How many bytes were looked at. */
  private int seen;

  /** Forgets the head. */
  void reset() {
    fetched = 0;
    nextStart = 0;
    seen = 0;
    if (bytes.length > MAX_KEPT_BYTES) {
      bytes = new byte[CHUNK_BYTES];
    }
  }

  /** How many bytes there are. */
  int length() {
    return fetched;
  }

  /** Whether a part of a line has been fetched, but not all of it. */
  boolean hasPart() {
    return fetched > nextStart;
  }

  /** Fetches what comes next, which may be less than there is. */
  void fetch(ByteBuffer input, int max) {
    int count = Math.min(Math.min(CHUNK_BYTES, max), input.remaining());
    if (fetched + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    input.get(bytes, fetched, count);
    fetched += count;
  }

  /** Gives back what was fetched and comes behind the line. */
  void unfetch(ByteBuffer input) {
    input.position(input.position() - (fetched - nextStart));
    fetched = nextStart;
  }

  /** Goes to the next line; says whether all of it has been fetched. */
  boolean next() throws Refusal {
    seen = ControlSearch.find(bytes, seen, fetched);
    if (seen == fetched || (seen + 1 == fetched && bytes[seen] == '\r')) {
      return false;
    }
    checkLineEnd(seen);
    lineStart = nextStart;
    lineEnd = seen;
    nextStart = lineEnd + "\r\n".length();
    seen = nextStart;
    return true;
  }

  /** Of the control characters, only those that end a line are let pass. */
  private void checkLineEnd(int at) throws Refusal {
    if (bytes[at] != '\r' && bytes[at] != '\n') {
      throw Refusal.badRequest("a control character");
    }
    if (bytes[at] == '\n' || bytes[at + 1] != '\n') {
      throw Refusal.badRequest("half an end of a line");
    }
  }

  /** Whether the line is empty. */
  boolean isEmpty() {
    return lineStart == lineEnd;
  }

  /** The bytes, which are valid until more are fetched. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the line begins. */
  int lineStart() {
    return lineStart;
  }

  /** Where the line ends, without the characters that end it. */
  int lineEnd() {
    return lineEnd;
  }
}
