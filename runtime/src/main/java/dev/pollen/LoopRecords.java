package dev.pollen;

import dev.pollen.flight.Flight;
import java.util.function.LongSupplier;

/**
 * What a loop keeps about itself for those who look after it.
 *
 * @param counters what it has done
 * @param failures where failures go that nobody handled
 * @param flight where it tells events, if they are recorded
 * @param refusedWrites those of them that may be very many
 */
record LoopRecords(
    LoopCounters counters, FailureLog failures, Flight flight, RefusedWrites refusedWrites) {

  static LoopRecords open(LongSupplier clock) {
    LoopCounters counters = new LoopCounters();
    Flight flight = Flight.open();
    return new LoopRecords(
        counters, new FailureLog(clock, counters), flight, new RefusedWrites(flight, clock));
  }
}
