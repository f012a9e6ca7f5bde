package dev.pollen;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
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

  /** How many unused segments are kept for good, 16 MiB. */
  static final int KEPT = 1024;

  /** How many are kept at most, 128 MiB; the rest is left to the garbage collector. */
  static final int MOST_UNUSED = 8192;

  /**
   * How long more than {@link #KEPT} stay that nobody needs. Memory that is new to the process
   * costs a page fault for every 4 KiB, and to queue 64 MiB then takes three times as long; so a
   * queue that was long once finds its memory again if it soon is again.
   */
  static final long TRIM_AFTER_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** The one that was given back last is taken first, while it is still in the caches. */
  private final ArrayDeque<Segment> unused = new ArrayDeque<>();

  private boolean hasExcess;

  /** Since when the excess is watched. */
  private long watchedSinceNanos;

  /** How many were unused all the time since then. */
  private int leastUnused;

  /** What one flush hands to the transport; here because only one connection flushes at a time. */
  final ByteBuffer[] gather = new ByteBuffer[OutputQueue.MAX_GATHERED];

  private final MemoryBudget budget;
  private final LongSupplier clock;

  SegmentPool(MemoryBudget budget, LongSupplier clock) {
    this.budget = budget;
    this.clock = clock;
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
    leastUnused = Math.min(leastUnused, unused.size());
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
    if (unused.size() < MOST_UNUSED) {
      segment.reset();
      unused.push(segment);
      if (!hasExcess && unused.size() > KEPT) {
        hasExcess = true;
        watch();
      }
    }
  }

  private void watch() {
    watchedSinceNanos = clock.getAsLong();
    leastUnused = unused.size();
  }

  /** Whether there are segments to let go of if nobody needs them. */
  boolean hasExcess() {
    return hasExcess;
  }

  /** How long these may stay; only if there are some. */
  long nanosUntilTrim() {
    return Math.max(0, watchedSinceNanos + TRIM_AFTER_NANOS - clock.getAsLong());
  }

  /** Lets go of segments that nobody has needed, if it is time to. */
  void trimInTime() {
    if (hasExcess && nanosUntilTrim() == 0) {
      for (int surplus = leastUnused - KEPT; surplus > 0; surplus--) {
        unused.removeLast();
      }
      hasExcess = unused.size() > KEPT;
      watch();
    }
  }

  /** How many segments are kept just now. */
  int unused() {
    return unused.size();
  }
}
