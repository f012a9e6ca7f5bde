package dev.pollen.example.keyvalue;

/** Times at which keys expire. */
final class Expiry {
  private static final long MILLIS = 1000;

  private Expiry() {}

  /** The time after so many seconds or milliseconds, which must be some. */
  static long after(long amount, boolean isSeconds, long now, String command) throws Refusal {
    if (amount <= 0) {
      throw Refusal.invalidExpireTime(command);
    }
    return afterAny(amount, isSeconds, now, command);
  }

  /** As above; but the time may be over. */
  static long afterAny(long amount, boolean isSeconds, long now, String command) throws Refusal {
    try {
      return Math.addExact(isSeconds ? Math.multiplyExact(amount, MILLIS) : amount, now);
    } catch (ArithmeticException e) {
      throw Refusal.invalidExpireTime(command);
    }
  }
}
