package dev.pollen.testkit.contract;

import dev.pollen.testkit.Faults;
import dev.pollen.testkit.Simulator;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract holds, whatever happens. */
final class ContractTest {
  private static final int SEEDS = 200;

  static Iterable<String> scenarios() {
    return ContractScenarios.all().keySet();
  }

  private static void holds(String scenario, Faults faults) {
    Simulator.with(faults)
        .seeds(SEEDS)
        .run(Objects.requireNonNull(ContractScenarios.all().get(scenario)));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void onAnIdealNetwork(String scenario) {
    holds(scenario, Faults.none());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void onAHealthyNetwork(String scenario) {
    holds(scenario, Faults.harmless());
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void onANetworkWhereEverythingHappens(String scenario) {
    holds(scenario, Faults.all());
  }
}
