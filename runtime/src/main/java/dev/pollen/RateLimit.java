package dev.pollen;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lets a burst pass, then so many per second, and counts what it holds back. Belongs to one thread.
 */
final class RateLimit {
  private final long costNanos;
  private final long fullNanos;
  private final LongSupplier clock;

  /** What may pass now, as the time in which it was earned. */
  private long creditNanos;

  private long lastNanos;
  private long heldBack;

  RateLimit(int burst, int perSecond, LongSupplier clock) {
    this.costNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    this.fullNanos = burst * costNanos;
    this.clock = clock;
    this.creditNanos = fullNanos;
    this.lastNanos = clock.getAsLong();
  }

  /** Whether one more may pass; if not, it is counted. */
  boolean tryPass() {
    long now = clock.getAsLong();
    long earned = Math.max(0, Math.min(now - lastNanos, fullNanos));
    creditNanos = Math.min(fullNanos, creditNanos + earned);
    lastNanos = now;
    if (creditNanos < costNanos) {
      heldBack++;
      return false;
    }
    creditNanos -= costNanos;
    return true;
  }

  /** How many were held back since this was asked last. */
  long takeHeldBack() {
    long count = heldBack;
    heldBack = 0;
    return count;
  }
}
