package dev.pollen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pollen.ConnectionDispatcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a simulator does with a scenario that fails, and with one that does not. */
final class SimulatorTest {
  private static final Simulator SIMULATOR = Simulator.with(Faults.harmless());

  /** Believes that a line arrives in one piece. */
  private static final class Hasty extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(new String(recvBytes(), StandardCharsets.UTF_8).equals("hello\n") ? "yes" : "no");
    }
  }

  private static void hasty(SimulatedNetwork network) {
    Peer peer = network.servedBy(new Hasty());
    peer.send("hello\n");
    assertThat(peer.received()).isEqualTo("yes");
  }

  private static SimulationFailure failure() {
    SimulationFailure failure =
        catchThrowableOfType(
            SimulationFailure.class, () -> SIMULATOR.seeds(1000).run(SimulatorTest::hasty));
    assertThat(failure).isNotNull();
    return failure;
  }

  @Test
  void theStepsThatAreEnoughAreFew() {
    SimulationFailure failure = failure();
    assertThat(failure.shortestSteps()).hasSize(1);
    assertThat(failure.steps()).hasSizeGreaterThan(1);
    assertThat(failure.shortestSteps().get(0).kind()).isIn("SEGMENTATION", "PARTIAL_SEND");
    assertThat(failure.shortestSteps().get(0).value()).isEqualTo(1);
  }

  @Test
  void theMessageSaysHowToRunItAgain() {
    SimulationFailure failure = failure();
    assertThat(failure)
        .hasMessageContaining("Seed " + failure.seed() + " fails")
        .hasMessageContaining("-Dpollen.seed=" + failure.seed())
        .hasMessageContaining(failure.shortestSteps().get(0).toString())
        .hasCauseInstanceOf(AssertionError.class);
  }

  @Test
  void theSeedAloneFailsAgain() {
    SimulationFailure failure = failure();
    SimulationFailure again =
        catchThrowableOfType(
            SimulationFailure.class,
            () -> SIMULATOR.seedsOf(failure.seed()).run(SimulatorTest::hasty));
    assertThat(again.steps()).isEqualTo(failure.steps());
    assertThat(again.shortestSteps()).isEqualTo(failure.shortestSteps());
  }

  @Test
  void theStepsAloneFailAgain() {
    SimulationFailure failure = failure();
    List<Step> steps =
        failure.shortestSteps().stream().map(Step::toString).map(Step::parse).toList();
    assertThatThrownBy(() -> Simulator.replay(failure.seed(), steps, SimulatorTest::hasty))
        .isInstanceOf(SimulationFailure.class);
    Simulator.replay(failure.seed(), List.of(), SimulatorTest::hasty);
  }

  @Test
  void eachFaultOnceFindsItToo() {
    assertThatThrownBy(() -> SIMULATOR.runEachFault(SimulatorTest::hasty))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("SEGMENTATION");
  }

  /** Goes wrong when both the beginning and the end of three bytes come alone. */
  private static final class NeedsTwo extends ConnectionDispatcher {
    private int pieces;

    @Override
    protected void handleRead() {
      recv();
      send(++pieces == 3 ? "no" : "yes");
    }
  }

  @Test
  void whatNeedsTwoFaultsIsFoundByPairs() {
    Scenario scenario =
        network -> {
          Peer peer = network.servedBy(new NeedsTwo());
          peer.send("abc");
          assertThat(peer.received()).doesNotContain("no");
        };
    long runs = SIMULATOR.runEachFault(scenario);
    assertThat(runs).isBetween(5L, 50L);
    SimulationFailure failure =
        catchThrowableOfType(
            SimulationFailure.class, () -> SIMULATOR.runEachPairOfFaults(scenario));
    assertThat(failure.shortestSteps()).hasSize(2);
    assertThat(failure)
        .hasMessageStartingWith("Fails after 2 steps:\n")
        .hasMessageContaining("To run it again: -Dpollen.seed=0 '-Dpollen.steps=");
  }

  @Test
  void whatFailsAnywayNeedsNoStep() {
    Scenario scenario =
        network -> {
          network.servedBy(new Hasty()).send("hello\n");
          throw new IllegalStateException("always");
        };
    SimulationFailure failure =
        catchThrowableOfType(SimulationFailure.class, () -> SIMULATOR.seedsOf(17).run(scenario));
    assertThat(failure.steps()).isNotEmpty();
    assertThat(failure)
        .hasMessageContaining("; none is enough:\n  then: java.lang.IllegalStateException: always")
        .hasMessageEndingWith("-Dpollen.seed=17 '-Dpollen.steps='");
    System.setProperty("pollen.steps", "");
    try {
      assertThatThrownBy(() -> SIMULATOR.run(scenario))
          .hasMessageStartingWith("Fails after 0 steps:\n  then: ");
    } finally {
      System.clearProperty("pollen.steps");
    }
  }

  @Test
  void knownSeedsAreTriedFirstAndOnce() {
    List<Long> drawn = new ArrayList<>();
    Scenario scenario = network -> drawn.add(network.random("number").nextLong());
    assertThat(SIMULATOR.seeds(3).beginningWith(9, 1).run(scenario)).isEqualTo(4);
    SIMULATOR.seedsOf(9, 1, 0, 2).run(scenario);
    assertThat(drawn.subList(0, 4)).isEqualTo(drawn.subList(4, 8));
  }

  @Test
  void whatATestChoosesIsLeftOutTooIfItDoesNotMatter() {
    SimulationFailure failure =
        catchThrowableOfType(
            SimulationFailure.class,
            () ->
                SIMULATOR.run(
                    network -> {
                      int sum = 0;
                      for (int i = 0; i < 20; i++) {
                        sum += network.choose("number", 10);
                      }
                      assertThat(sum).isLessThan(9);
                    }));
    assertThat(failure.shortestSteps().stream().mapToLong(Step::value).sum()).isLessThan(18);
  }

  @Test
  void aSocketThatIsLeftOpenIsAFailure() {
    assertThatThrownBy(
            () ->
                SIMULATOR.run(
                    network -> {
                      // A dispatcher that creates its socket and forgets it.
                      new ConnectionDispatcher() {
                        void forget() throws Exception {
                          createSocket(network.loop(), java.net.StandardProtocolFamily.INET);
                        }
                      }.forget();
                    }))
        .hasMessageContaining("1 sockets are open");
  }
}
