package dev.pollen.linux.uring;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/**
 * How long a closed socket waits for a peer that takes nothing of the rest: a peer that never reads
 * must not keep a descriptor for ever.
 */
final class Patience {
  /** As long as TCP waits for who has closed, at the least (tcp_fin_timeout of tcp(7)). */
  static final Duration DEFAULT = Duration.ofMinutes(1);

  private static final long TIMESPEC_SIZE = 16;

  private final long nanos;
  private final MemorySegment timespec;

  Patience(Duration duration, Arena arena) {
    nanos = duration.toNanos();
    timespec = arena.allocate(TIMESPEC_SIZE, Long.BYTES);
    timespec.set(ValueLayout.JAVA_LONG, 0, duration.toSeconds());
    timespec.set(ValueLayout.JAVA_LONG, Long.BYTES, duration.toNanosPart());
  }

  /** Where it stands as a {@code struct __kernel_timespec}. */
  long address() {
    return timespec.address();
  }

  /** Whether it is over, for who has waited since a time of {@link System#nanoTime}. */
  boolean isOverSince(long start) {
    return System.nanoTime() - start >= nanos;
  }
}
