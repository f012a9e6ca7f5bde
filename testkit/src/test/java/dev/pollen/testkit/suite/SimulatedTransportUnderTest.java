package dev.pollen.testkit.suite;

import dev.pollen.behaviour.Network;
import dev.pollen.behaviour.TransportUnderTest;
import dev.pollen.testkit.Faults;
import dev.pollen.testkit.SimulatedNetwork;

/**
 * The simulated transport, under one seed.
 *
 * @param seed the seed
 * @param faults what happens
 */
record SimulatedTransportUnderTest(long seed, Faults faults) implements TransportUnderTest {

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public boolean reportsUrgentData() {
    return true;
  }

  @Override
  public boolean isSteady() {
    return faults.equals(Faults.none());
  }

  @Override
  public Network open() {
    return new NetworkInMemory(SimulatedNetwork.of(seed, faults));
  }

  @Override
  public String toString() {
    return isSteady() ? "simulated" : "simulated, seed " + seed;
  }
}
