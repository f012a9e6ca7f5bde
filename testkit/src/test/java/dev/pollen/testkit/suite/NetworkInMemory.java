package dev.pollen.testkit.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.behaviour.Network;
import dev.pollen.testkit.SimulatedNetwork;
import java.nio.channels.spi.SelectorProvider;

/** A simulated network on which a test of the suite stands. */
record NetworkInMemory(SimulatedNetwork simulated) implements Network {

  @Override
  public Loop openLoop(Limits limits) {
    return simulated.openLoop(limits);
  }

  @Override
  public SelectorProvider channels() {
    return simulated.channels();
  }

  @Override
  public long nanoTime() {
    return simulated.elapsed().toNanos();
  }

  @Override
  public void followRealTime() {
    simulated.followRealTime();
  }

  @Override
  public boolean isQuiet() {
    return simulated.isQuiet();
  }

  @Override
  public void close() {
    assertThat(simulated.openSockets()).as("sockets left open").isZero();
  }
}
