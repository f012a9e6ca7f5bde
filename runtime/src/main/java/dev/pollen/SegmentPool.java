package dev.pollen;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

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

  private final MemoryBudget budget;

  SegmentPool(MemoryBudget budget) {
    this.budget = budget;
  }

  /** A segment, empty; or none, if there is no more memory for this loop. */
  @Nullable Segment take() {
    if (!budget.take(SEGMENT_BYTES)) {
      return null;
    }
    Segment segment = unused.poll();
    if (segment == null) {
      segment = allocate();
    }
    if (segment == null) {
      budget.give(SEGMENT_BYTES);
    }
    return segment;
  }

  private static @Nullable Segment allocate() {
    try {
      return new Segment(ByteBuffer.allocateDirect(SEGMENT_BYTES));
    } catch (OutOfMemoryError noDirectMemory) {
      // Peers that do not read have taken it all (-XX:MaxDirectMemorySize). That must cost the
      // connection that asks for more, not the loop.
      return null;
    }
  }

  void giveBack(Segment segment) {
    budget.give(SEGMENT_BYTES);
    if (unused.size() < MAX_UNUSED) {
      segment.reset();
      unused.push(segment);
    }
  }
}
