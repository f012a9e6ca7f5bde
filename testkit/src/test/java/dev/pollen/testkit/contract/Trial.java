package dev.pollen.testkit.contract;

import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.Simulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A scenario on a kind of network, with seeds to be chosen.
 *
 * @param name the name of the scenario
 * @param weather the kind of network
 */
record Trial(String name, Weather weather) {

  /** Every scenario on every kind of network. */
  static List<Trial> all() {
    List<Trial> all = new ArrayList<>();
    for (String name : ContractScenarios.all().keySet()) {
      for (Weather weather : Weather.values()) {
        all.add(new Trial(name, weather));
      }
    }
    return all;
  }

  /** What happens in it. */
  Scenario scenario() {
    Map<String, Scenario> all = ContractScenarios.all();
    return Objects.requireNonNull(all.get(name), () -> "There is no scenario '" + name + "'");
  }

  /** Tries the first seeds, always the same. */
  void run(int seeds) {
    Simulator.with(weather.faults()).seeds(seeds).run(scenario());
  }

  /** Tries one seed. */
  void runWith(long seed) {
    Simulator.with(weather.faults()).seedsOf(seed).run(scenario());
  }

  @Override
  public String toString() {
    return name + ", " + weather;
  }
}
