package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.testkit.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything under which the contract is put to the test. */
public final class ContractScenarios {
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

  private static final Limits SHORT_OF_MEMORY =
      TIGHT.with(limits -> limits.maxInput(20_000).maxOutput(100_000).maxMemory(150_000));

  private static final Limits IMPATIENT =
      TIGHT.with(
          limits ->
              limits
                  .firstByteTimeout(Duration.ofMillis(700))
                  .idleTimeout(Duration.ofMillis(1500))
                  .connectTimeout(Duration.ofMillis(1200)));

  private ContractScenarios() {}

  /** One in which nothing is left to chance but what the network does. */
  static Scenario shortTalk() {
    return new ShortTalk(TIGHT);
  }

  /** The scenarios by their names. They hold on a network with any faults. */
  public static Map<String, Scenario> all() {
    Map<String, Scenario> all = new LinkedHashMap<>();
    all.put("server", new ServerScenario(TIGHT));
    all.put("server, short of memory", new ServerScenario(SHORT_OF_MEMORY));
    all.put("server, impatient", new ServerScenario(IMPATIENT));
    all.put("client", new ClientScenario(TIGHT));
    all.put("client, impatient", new ClientScenario(IMPATIENT));
    all.put("twins", new TwinsScenario(TIGHT));
    all.put("datagrams", new DatagramScenario());
    all.put("calls", new CallsScenario());
    all.put("proxy", new ProxyScenario());
    all.put("chat", new ChatScenario());
    return all;
  }
}
