package dev.pollen.testkit.planted;

import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.SimulationFailure;
import dev.pollen.testkit.Simulator;
import dev.pollen.testkit.planted.scenario.Scenarios;
import dev.pollen.testkit.planted.scenario.Scenarios.Setting;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the scenarios with the runtime that this class is loaded with. */
public final class ScenarioHunter implements Hunter {

  /** Called by name, from outside. */
  public ScenarioHunter() {}

  @Override
  public Set<String> scenarios() {
    return Scenarios.all().keySet();
  }

  @Override
  public @Nullable Finding hunt(String scenario, long firstSeed, int mostSeeds) {
    Setting setting = setting(scenario);
    for (int i = 0; i < mostSeeds; i++) {
      Throwable failure = attempt(setting, firstSeed + i);
      if (failure != null) {
        return new Finding(scenario, firstSeed + i, i + 1, failure.toString());
      }
    }
    return null;
  }

  /** Once, and without a search for the shortest steps, as the simulator does it. */
  private static @Nullable Throwable attempt(Setting setting, long seed) {
    try {
      SimulatedNetwork network = SimulatedNetwork.of(seed, setting.faults());
      try (network) {
        setting.scenario().run(network);
      }
      return network.openSockets() == 0
          ? null
          : new AssertionError(network.openSockets() + " sockets are open when all is closed");
    } catch (Exception | AssertionError | StackOverflowError failure) {
      return failure;
    }
  }

  @Override
  public int shortestSteps(Finding finding) {
    Setting setting = setting(finding.scenario());
    try {
      Simulator.with(setting.faults()).seedsOf(finding.seed()).run(setting.scenario());
      throw new AssertionError("Seed " + finding.seed() + " does not fail again");
    } catch (SimulationFailure failure) {
      return failure.shortestSteps().size();
    }
  }

  private static Setting setting(String scenario) {
    return Objects.requireNonNull(Scenarios.all().get(scenario), scenario);
  }
}
