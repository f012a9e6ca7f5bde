package dev.pollen.testkit;

/**
 * What happens on a simulated network, and what must be true of it. It is run many times, each time
 * on a network of its own, so it keeps nothing from one run to the next.
 */
@FunctionalInterface
public interface Scenario {

  /**
   * Runs once.
   *
   * @param network the network, which is closed afterwards
   * @throws Exception or an {@link AssertionError}, if something is not as it must be
   */
  void run(SimulatedNetwork network) throws Exception;
}
