package dev.pollen.testkit;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A scenario has failed. The message says with which seed, what happened, and how to run it again.
 */
public final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  /** Not for the message: a failure that hits late may have thousands. */
  private static final int MOST_TOLD = 200;

  private final long seed;
  private final transient List<Step> steps;
  private final transient List<Step> shortest;

  SimulationFailure(long seed, List<Step> steps, List<Step> shortest, Throwable cause) {
    super(message(seed, steps, shortest, cause), cause);
    this.seed = seed;
    this.steps = List.copyOf(steps);
    this.shortest = List.copyOf(shortest);
  }

  private static String message(long seed, List<Step> steps, List<Step> shortest, Throwable cause) {
    return "Seed "
        + seed
        + " fails after "
        + steps.size()
        + " steps; these are enough ("
        + shortest.size()
        + "):\n"
        + told(shortest)
        + "  then: "
        + cause
        + "\nAll steps:\n"
        + told(steps)
        + "To run it again: -Dpollen.seed="
        + seed
        + "\nOnly the steps that are enough: -Dpollen.seed="
        + seed
        + " '-Dpollen.steps="
        + shortest.stream().map(Step::toString).collect(Collectors.joining("; "))
        + "'";
  }

  private static String told(List<Step> steps) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < steps.size() && i < MOST_TOLD; i++) {
      text.append("  ").append(i + 1).append(". ").append(steps.get(i).told()).append('\n');
    }
    if (steps.size() > MOST_TOLD) {
      text.append("  and ").append(steps.size() - MOST_TOLD).append(" more\n");
    }
    return text.toString();
  }

  /**
   * The seed with which the scenario failed.
   *
   * @return the seed
   */
  public long seed() {
    return seed;
  }

  /**
   * What happened with this seed.
   *
   * @return all steps, in their order
   */
  public List<Step> steps() {
    return steps;
  }

  /**
   * A part of the steps that is enough for the scenario to fail in the same way.
   *
   * @return steps of which none could be left out or made smaller
   */
  public List<Step> shortestSteps() {
    return shortest;
  }
}
