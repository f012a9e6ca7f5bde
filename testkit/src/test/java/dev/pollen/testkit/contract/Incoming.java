package dev.pollen.testkit.contract;

import java.nio.ByteBuffer;

/**
 * What a subject is told of the bytes that come to it: all of them, each in its place, and what was
 * left unread once more.
 */
final class Incoming {
  private final Contract contract;
  private final Life life;
  private final Pattern pattern;
  private final int most;
  private long taken;
  private long seen;

  Incoming(Contract contract, Life life, int stream, int most) {
    this.contract = contract;
    this.life = life;
    this.pattern = new Pattern(stream);
    this.most = most;
  }

  /** How many bytes were presented so far. */
  long seen() {
    return seen;
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
    contract.require(count <= most, () -> life + " is presented " + count + " bytes at once");
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
