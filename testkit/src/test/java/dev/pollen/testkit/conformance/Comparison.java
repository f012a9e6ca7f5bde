package dev.pollen.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollen.behaviour.Family;
import dev.pollen.behaviour.InstalledTransport;
import dev.pollen.behaviour.TransportUnderTest;
import dev.pollen.behaviour.TransportsUnderTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** Plays a scenario on the JDK's sockets and on the transports under test, and compares. */
final class Comparison {
  private static final TransportUnderTest REFERENCE = new InstalledTransport("nio");

  /** A seed may cut a stream or let a call fail, which the sockets of an idle machine do not. */
  private static final List<TransportUnderTest> COMPARED =
      TransportsUnderTest.available().stream().filter(TransportUnderTest::isSteady).toList();

  private Comparison() {}

  /** What is done, and by whom. */
  @FunctionalInterface
  interface Scenario {
    void play(Stage stage) throws IOException;
  }

  /** Everybody is told the same, whatever the transport. */
  static void sameEverywhere(Family family, Scenario scenario) throws IOException {
    compare(family, scenario, (transport, reference) -> reference);
  }

  /** Everybody is told the same, but for what the kernel does not let one transport tell. */
  static void sameEverywhereBut(KnownDifference difference, Family family, Scenario scenario)
      throws IOException {
    compare(
        family,
        scenario,
        (transport, reference) -> difference.expected(transport, family, reference));
  }

  /** What must be told on a transport, by what is told on the reference. */
  @FunctionalInterface
  private interface Expectation {
    String on(TransportUnderTest transport, String reference);
  }

  private static void compare(Family family, Scenario scenario, Expectation expectation)
      throws IOException {
    assumeTrue(family.isAvailable());
    assertThat(COMPARED).as("transports to compare").isNotEmpty();
    String reference = trace(REFERENCE, family, scenario);
    assertThat(reference).isNotEmpty();
    assertAll(
        COMPARED.stream()
            .<Executable>map(
                transport ->
                    () ->
                        assertThat(trace(transport, family, scenario))
                            .as("on %s; expected is by what %s has told", transport, REFERENCE)
                            .isEqualTo(expectation.on(transport, reference))));
  }

  private static String trace(TransportUnderTest transport, Family family, Scenario scenario)
      throws IOException {
    try (Stage stage = new Stage(transport.open(), family)) {
      scenario.play(stage);
      return stage.end();
    }
  }
}
