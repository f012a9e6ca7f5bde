package dev.pollen;

import dev.pollen.flight.Flight;
import java.util.function.LongSupplier;

/**
 * Notes for a flight recording that {@code send} answered {@code false}. A handler that does not
 * care may let that happen with every call, so that only some are recorded.
 */
final class RefusedWrites {
  private static final int BURST = 100;

  /** Shows who is refused for how long, without filling the recording. */
  private static final int PER_SECOND = 20;

  private final Flight flight;
  private final RateLimit limit;

  RefusedWrites(Flight flight, LongSupplier clock) {
    this.flight = flight;
    this.limit = new RateLimit(BURST, PER_SECOND, clock);
  }

  void note(Connection connection, boolean isDropped) {
    if (flight.recordsRefusedWrites() && limit.tryPass()) {
      flight.writeRefused(connection, connection.queuedBytes(), isDropped, limit.takeHeldBack());
    }
  }
}
