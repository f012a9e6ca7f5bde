package dev.pollen.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.testkit.Faults;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.Simulator;
import dev.pollen.testkit.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract holds, whatever happens: with seeds that are the same in every build. {@link
 * FreshSeedsTest} tries others.
 */
@ExtendWith(QuietLog.class)
final class ContractTest {
  private static final int SEEDS = 300;

  static List<Trial> trials() {
    return Trial.all();
  }

  @ParameterizedTest
  @MethodSource("trials")
  void holds(Trial trial) {
    trial.run(SEEDS);
  }

  @Test
  void holdsUnderEverySingleFault() {
    long runs = Simulator.with(Faults.all()).runEachFault(ContractScenarios.shortTalk());
    assertThat(runs).isGreaterThan(100);
  }

  @ParameterizedTest
  @MethodSource("trials")
  void aSeedDoesTheSameAgain(Trial trial) throws Exception {
    for (long seed = 1000; seed < 1005; seed++) {
      assertThat(steps(trial, seed)).isEqualTo(steps(trial, seed));
    }
  }

  private static List<Step> steps(Trial trial, long seed) throws Exception {
    try (SimulatedNetwork network = SimulatedNetwork.of(seed, trial.weather().faults())) {
      trial.scenario().run(network);
      return network.steps();
    }
  }
}
