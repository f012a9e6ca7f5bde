package dev.pollen;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/**
 * The memory in which all connections of a loop queue their output, in equal segments that go from
 * hand to hand.
 */
final class SegmentPool {
  /**
   * Large enough that a full one is worth a system call, small enough that a line does not hold
   * much.
   */
  static final int SEGMENT_BYTES = 16 * 1024;

  /** How many unused segments to keep, 16 MiB; the rest is left to the garbage collector. */
  private static final int MAX_UNUSED = 1024;

  private final ArrayDeque<Segment> unused = new ArrayDeque<>();

  /** What one flush hands to the transport; here because only one connection flushes at a time. */
  final ByteBuffer[] gather = new ByteBuffer[OutputQueue.MAX_GATHERED];

  Segment take() {
    Segment segment = unused.poll();
    return segment != null ? segment : new Segment(ByteBuffer.allocateDirect(SEGMENT_BYTES));
  }

  void giveBack(Segment segment) {
    if (unused.size() < MAX_UNUSED) {
      segment.reset();
      unused.push(segment);
    }
  }
}
