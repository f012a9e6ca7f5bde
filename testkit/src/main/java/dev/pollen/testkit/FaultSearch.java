package dev.pollen.testkit;

import dev.pollen.testkit.kernel.Decisions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs a scenario with every fault that is possible in it, and with several after one another. */
final class FaultSearch {
  private final Faults faults;
  private final Scenario scenario;
  private long runs;

  FaultSearch(Faults faults, Scenario scenario) {
    this.faults = faults;
    this.scenario = scenario;
  }

  /** With so many faults in a run at most; says how many runs there were. */
  long run(int most) {
    run(List.of(), Set.of(), most);
    return runs;
  }

  /** What was asked in the run before was asked without the last of these steps, too. */
  private void run(List<Step> steps, Set<Step> askedBefore, int more) {
    Decisions decisions = Decisions.of(0, steps);
    decisions.keepAsked();
    Simulator.runListed(decisions, scenario);
    runs++;
    if (more == 0) {
      return;
    }
    Set<Step> asked = new HashSet<>(askedBefore);
    for (Decisions.Asked next : decisions.asked()) {
      Step step = next.step().withValue(0);
      if (asked.add(step) && isPossible(step)) {
        for (long value : next.bound() == 2 ? new long[] {1} : new long[] {1, next.bound() - 1}) {
          List<Step> longer = new ArrayList<>(steps);
          longer.add(step.withValue(value));
          run(longer, asked, more - 1);
        }
      }
    }
  }

  private boolean isPossible(Step step) {
    Fault fault = step.fault();
    return fault != null && faults.perThousand(fault) > 0;
  }
}
