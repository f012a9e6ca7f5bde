package dev.pollen.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollen.behaviour.Family;
import dev.pollen.behaviour.InstalledTransport;
import dev.pollen.behaviour.TransportUnderTest;
import dev.pollen.testkit.suite.SimulatedTransports;
import java.io.IOException;

/** Plays a scenario on the system and on the simulator, and compares what was told. */
final class Comparison {
  private static final TransportUnderTest SYSTEM = new InstalledTransport("nio");

  private Comparison() {}

  /** What is done, and by whom. */
  @FunctionalInterface
  interface Scenario {
    void play(Stage stage) throws IOException;
  }

  static void sameEverywhere(Family family, Scenario scenario) throws IOException {
    assumeTrue(family.isAvailable());
    String real = trace(SYSTEM, family, scenario);
    assertThat(trace(SimulatedTransports.IDEAL, family, scenario))
        .as("on the simulator; expected is what the system has told")
        .isNotEmpty()
        .isEqualTo(real);
  }

  private static String trace(TransportUnderTest transport, Family family, Scenario scenario)
      throws IOException {
    try (Stage stage = new Stage(transport.open(), family)) {
      scenario.play(stage);
      return stage.end();
    }
  }
}
