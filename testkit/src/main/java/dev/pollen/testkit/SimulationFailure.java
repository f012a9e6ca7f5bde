package dev.pollen.testkit;

import dev.pollen.testkit.kernel.Decisions;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A scenario has failed. The message says with which seed, what happened, and how to run it again.
 */
public final class SimulationFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  /** Not for the message: a failure that hits late may have thousands. */
  private static final int MOST_TOLD = 200;

  /** What decided on it, or was drawn from. */
  private final long seed;

  private final transient List<Step> steps;
  private final transient List<Step> shortest;

  /**
   * Tells of a run.
   *
   * @param decisions what happened
   * @param bySeed whether the seed decided on it; else a list did
   * @param shortest the part of it that is enough
   * @param cause what was thrown
   */
  SimulationFailure(Decisions decisions, boolean bySeed, List<Step> shortest, Throwable cause) {
    super(message(decisions, bySeed, shortest, cause), cause);
    this.seed = decisions.seed();
    this.steps = decisions.steps();
    this.shortest = List.copyOf(shortest);
  }

  private static String message(
      Decisions decisions, boolean bySeed, List<Step> shortest, Throwable cause) {
    List<Step> steps = decisions.steps();
    String seed = "-Dpollen.seed=" + decisions.seed();
    StringBuilder text = new StringBuilder();
    text.append(bySeed ? "Seed " + decisions.seed() + " fails" : "Fails");
    text.append(" after ").append(counted(steps.size(), "step"));
    if (shortest.size() < steps.size()) {
      text.append("; ").append(shortest.isEmpty() ? "none" : shortest.size());
      text.append(shortest.size() > 1 ? " are enough" : " is enough");
    }
    text.append(":\n").append(told(shortest)).append("  then: ").append(cause).append('\n');
    if (!shortest.equals(steps)) {
      text.append("All steps:\n").append(told(steps));
    }
    if (bySeed) {
      text.append("To run it again: ").append(seed).append('\n');
    }
    text.append(bySeed ? "Only what is enough: " : "To run it again: ");
    text.append(seed).append(" '-Dpollen.steps=");
    text.append(shortest.stream().map(Step::toString).collect(Collectors.joining("; ")));
    return text.append('\'').toString();
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
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
