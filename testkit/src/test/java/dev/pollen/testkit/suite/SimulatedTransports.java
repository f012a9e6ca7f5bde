package dev.pollen.testkit.suite;

import dev.pollen.behaviour.TransportUnderTest;
import dev.pollen.behaviour.TransportsUnderTest;
import dev.pollen.testkit.Faults;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The simulated transport: ideal, and under a few seeds, for tests that do not mind. */
public final class SimulatedTransports implements TransportsUnderTest {
  /** On a network on which nothing goes wrong and everything arrives at once. */
  public static final TransportUnderTest IDEAL = new SimulatedTransportUnderTest(0, Faults.none());

  private static final long SEEDS = 3;

  /** Called by {@link java.util.ServiceLoader}. */
  public SimulatedTransports() {}

  @Override
  public Stream<TransportUnderTest> all() {
    return Stream.concat(
        Stream.of(IDEAL),
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> new SimulatedTransportUnderTest(seed, Faults.harmless())));
  }
}
