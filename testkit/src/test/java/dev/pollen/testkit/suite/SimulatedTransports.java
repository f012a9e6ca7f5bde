package dev.pollen.testkit.suite;

import dev.pollen.behaviour.TransportUnderTest;
import dev.pollen.behaviour.TransportsUnderTest;
import java.util.stream.Stream;

/** The simulated transport. */
public final class SimulatedTransports implements TransportsUnderTest {

  /** Called by {@link java.util.ServiceLoader}. */
  public SimulatedTransports() {}

  @Override
  public Stream<TransportUnderTest> all() {
    return Stream.of(SimulatedTransportUnderTest.ideal());
  }
}
