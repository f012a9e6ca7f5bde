package dev.pollen.testkit.contract;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a subject is told of the bytes that come to it: all of them, each in its place, and what was
 * left unread once more.
 */
final class Incoming {
  /** How much may arrive at once on top of what was left unread. */
  private static final int LARGEST_RECEIVE = 64 * 1024;

  private final Contract contract;
  private final Life life;
  private final Pattern pattern;
  private final int maxInput;
  private long taken;
  private long seen;

  /** If it is told in frames. */
  private @Nullable Frames frames;

  Incoming(Contract contract, Life life, int stream, int maxInput) {
    this.contract = contract;
    this.life = life;
    this.pattern = new Pattern(stream);
    this.maxInput = maxInput;
  }

  /** From the beginning, it is told in frames. */
  Frames inFrames() {
    frames = new Frames(contract, life, pattern, maxInput);
    return frames;
  }

  boolean isInFrames() {
    return frames != null;
  }

  /** How many bytes were presented so far. */
  long seen() {
    return frames == null ? seen : frames.told();
  }

  /** Whether everything was told that can be, if so many bytes have come. */
  boolean hasAllOf(long bytes) {
    return frames == null ? seen == bytes : frames.hasToldAllOf(bytes);
  }

  /** Whether no byte may have come so far. */
  boolean isUntouched() {
    return seen() == 0;
  }

  /** Whether the frame that comes is longer than it may be. */
  boolean isTooLong() {
    return frames != null && frames.isTooLong();
  }

  void truncated(ByteBuffer tail, long all, boolean isCut) {
    if (frames != null) {
      frames.truncated(tail, all, isCut);
    }
  }

  /** Bytes are presented, of which the subject reads some. */
  void presented(ByteBuffer data, int part) {
    int count = data.remaining();
    int mismatch = pattern.mismatch(data, taken);
    contract.require(
        mismatch < 0, () -> life + " is presented a wrong byte at " + (taken + mismatch));
    contract.require(
        taken + count >= seen,
        () -> life + " has left " + (seen - taken) + " bytes, of which it gets " + count);
    contract.require(
        count <= maxInput + LARGEST_RECEIVE,
        () -> life + " is presented " + count + " bytes at once");
    seen = taken + count;
    int read =
        switch (part) {
          case 1 -> Math.min(1, count);
          case 2 -> count / 2;
          case 3 -> 0;
          default -> count;
        };
    data.position(data.position() + read);
    taken += read;
  }
}
