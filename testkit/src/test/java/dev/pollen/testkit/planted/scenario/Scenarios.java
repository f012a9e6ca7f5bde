package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.Fault;
import dev.pollen.testkit.Faults;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.contract.ContractScenarios;
import java.util.LinkedHashMap;
import java.util.Map;

/** All scenarios, by their names. */
public final class Scenarios {
  private static final Faults HARMLESS = Faults.harmless();

  private Scenarios() {}

  /**
   * A scenario and the network on which it must hold.
   *
   * @param faults what happens on it
   * @param scenario what must hold
   */
  public record Setting(Faults faults, Scenario scenario) {}

  /** Those of this package, and those of the contract. */
  public static Map<String, Setting> all() {
    Map<String, Setting> all = new LinkedHashMap<>();
    ContractScenarios.all()
        .forEach((name, scenario) -> all.put("contract " + name, new Setting(HARMLESS, scenario)));
    all.put("answers", new Setting(HARMLESS, Answers::run));
    all.put("arrivals", new Setting(HARMLESS, Arrivals::run));
    all.put(
        "attempts",
        new Setting(HARMLESS.with(Fault.REFUSAL, 150).with(Fault.HANG, 100), Attempts::run));
    all.put("bursts", new Setting(HARMLESS.with(Fault.SEGMENTATION, 900), Bursts::run));
    all.put("clocks", new Setting(HARMLESS.with(Fault.CLOCK_JUMP, 50), Clocks::run));
    all.put("conversation", new Setting(HARMLESS, Conversation::run));
    all.put(
        "datagrams",
        new Setting(HARMLESS.without(Fault.DELAY).with(Fault.WOULD_BLOCK, 400), Packets::run));
    all.put("echo", new Setting(HARMLESS, Echo::run));
    all.put("flow", new Setting(HARMLESS, Flow::run));
    all.put(
        "hang-up",
        new Setting(HARMLESS.without(Fault.DELAY).with(Fault.SEGMENTATION, 800), HangUp::run));
    all.put("last words", new Setting(HARMLESS, LastWords::run));
    all.put("lines", new Setting(HARMLESS, Lines::run));
    all.put("memory", new Setting(HARMLESS, Memory::run));
    all.put("predicates", new Setting(HARMLESS, Predicates::run));
    all.put("shutdown", new Setting(HARMLESS, Departure::run));
    all.put("silence", new Setting(HARMLESS, Silence::run));
    all.put("urgent", new Setting(HARMLESS.without(Fault.SEGMENTATION), Urgent::run));
    return all;
  }
}
