package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.testkit.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything under which the contract is put to the test. */
final class ContractScenarios {
  /** So small that each of them is met all the time. */
  private static final Limits TIGHT =
      Limits.DEFAULT.with(
          limits ->
              limits
                  .maxInput(3000)
                  .outputLowMark(1000)
                  .outputHighMark(4000)
                  .maxOutput(20_000)
                  .drainTimeout(Duration.ofSeconds(2))
                  .maxConnections(4)
                  .acceptsPerPass(2)
                  .receivesPerPass(2)
                  .tasksPerPass(2)
                  .framesPerPass(3));

  private ContractScenarios() {}

  /** The scenarios by their names. They hold on a network with any faults. */
  static Map<String, Scenario> all() {
    Map<String, Scenario> all = new LinkedHashMap<>();
    all.put("server", new ServerScenario(TIGHT));
    all.put("client", new ClientScenario(TIGHT));
    all.put("twins", new TwinsScenario(TIGHT));
    return all;
  }
}
