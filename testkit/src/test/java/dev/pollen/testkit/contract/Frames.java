package dev.pollen.testkit.contract;

import dev.pollen.Terminator;
import java.nio.ByteBuffer;

/**
 * How a stream is cut into frames, frame by frame as chance wants it: found anew in the {@link
 * Pattern} of the stream, where it is to be seen at a glance.
 */
final class Frames {
  private static final int LONGEST = 600;

  private final Contract contract;
  private final Life life;
  private final Pattern pattern;

  /** How many bytes a whole frame may have. */
  private final int max;

  private Terminator terminator = Terminator.raw();

  /** Where the frame begins, and how much of it was told already. */
  private long begin;

  private int toldOfChunks;

  Frames(Contract contract, Life life, Pattern pattern, int max) {
    this.contract = contract;
    this.life = life;
    this.pattern = pattern;
    this.max = max;
    choose();
  }

  /** What ends the frame that comes next. */
  Terminator terminator() {
    return terminator;
  }

  /** Where the bytes begin that were not told. */
  long told() {
    return begin + toldOfChunks;
  }

  private void choose() {
    terminator =
        switch (contract.choose(life.name() + " terminator", 6)) {
          case 1 -> Terminator.length(1 + contract.choose(life.name() + " length", LONGEST));
          case 2 ->
              Terminator.length(1 + contract.choose(life.name() + " length", LONGEST)).inChunks();
          case 3 -> Terminator.delimiter(new byte[] {0});
          default -> Terminator.line();
        };
  }

  /** How many bytes stand before the end of the frame. */
  private int length() {
    if (terminator instanceof Terminator.Length length) {
      return (int) length.bytes();
    }
    byte end = delimiter();
    int length = 0;
    while (pattern.at(begin + length) != end) {
      length++;
    }
    boolean isLine = terminator.equals(Terminator.line());
    boolean hasReturn = isLine && length > 0 && pattern.at(begin + length - 1) == '\r';
    return hasReturn ? length - 1 : length;
  }

  private byte delimiter() {
    return terminator.equals(Terminator.line()) ? (byte) '\n' : 0;
  }

  /** Where the next frame begins. */
  private long end() {
    if (terminator instanceof Terminator.Length length) {
      return begin + length.bytes();
    }
    long end = begin + length();
    while (pattern.at(end) != delimiter()) {
      end++;
    }
    return end + 1;
  }

  /** Whether the frame is longer than it may be. */
  boolean isTooLong() {
    return !terminator.isChunked() && length() > max;
  }

  /** Whether all that can be told of so many bytes was told. */
  boolean hasToldAllOf(long bytes) {
    return terminator.isChunked() ? told() == bytes : begin <= bytes && end() > bytes;
  }

  /** A whole frame is told. */
  void frame(ByteBuffer frame) {
    int length = length();
    contract.require(
        !terminator.isChunked() && frame.remaining() == length,
        () -> life + " is told " + frame.remaining() + " bytes for a frame of " + length);
    contract.require(
        pattern.mismatch(frame, begin) < 0, () -> life + " is told wrong bytes at " + begin);
    next();
  }

  /** A part of a frame is told. */
  void chunk(ByteBuffer chunk) {
    contract.require(
        terminator.isChunked() && chunk.hasRemaining(),
        () -> life + " is told a chunk of " + chunk.remaining() + " bytes");
    contract.require(
        pattern.mismatch(chunk, told()) < 0, () -> life + " is told wrong bytes at " + told());
    toldOfChunks += chunk.remaining();
  }

  /** The end of a frame is told, of which there were chunks. */
  void chunksEnd() {
    int length = length();
    contract.require(
        toldOfChunks == length,
        () -> life + " is told the end after " + toldOfChunks + " of " + length + " bytes");
    next();
  }

  private void next() {
    begin = end();
    toldOfChunks = 0;
    choose();
  }

  /** The stream has ended inside the frame. */
  void truncated(ByteBuffer tail, long all, boolean isCut) {
    contract.require(
        pattern.mismatch(tail, told()) < 0 && (isCut || told() + tail.remaining() == all),
        () -> life + " is told a tail of " + tail.remaining() + " bytes at " + told());
    begin = told() + tail.remaining();
    toldOfChunks = 0;
  }
}
