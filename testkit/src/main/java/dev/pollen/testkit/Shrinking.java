package dev.pollen.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks for fewer and smaller steps that fail in the same way: leaves out parts of the list, larger
 * ones first (delta debugging, Zeller 1999), then makes what is left smaller.
 */
final class Shrinking {
  /** A scenario is run no more often than this for it. */
  private static final int MOST_RUNS = 2000;

  /** Says whether a run with these steps fails in the same way. */
  @FunctionalInterface
  interface Run {
    boolean fails(List<Step> steps);
  }

  private final Run run;
  private List<Step> steps;
  private int runs;

  private Shrinking(List<Step> steps, Run run) {
    this.steps = steps;
    this.run = run;
  }

  static List<Step> shrink(List<Step> steps, Run run) {
    Shrinking shrinking = new Shrinking(steps, run);
    if (!shrinking.failsWith(steps)) {
      // Something outside the simulation decides as well; nothing shorter would be true.
      return steps;
    }
    boolean smaller = true;
    while (smaller) {
      smaller = shrinking.leaveOut();
      smaller |= shrinking.makeSmaller();
    }
    return shrinking.steps;
  }

  private boolean leaveOut() {
    boolean shorter = false;
    for (int size = Math.max(1, steps.size() / 2); size >= 1; size /= 2) {
      // From the end: what came last is what the failure most likely did not need.
      for (int end = steps.size(); end > 0; end = Math.min(end - size, steps.size())) {
        List<Step> rest = new ArrayList<>(steps);
        rest.subList(Math.max(0, end - size), end).clear();
        shorter |= accept(rest);
      }
    }
    return shorter;
  }

  private boolean makeSmaller() {
    boolean smaller = false;
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      smaller |= step.value() > 1 && (accept(with(i, 1)) || accept(with(i, step.value() / 2)));
    }
    return smaller;
  }

  private List<Step> with(int index, long value) {
    List<Step> changed = new ArrayList<>(steps);
    changed.set(index, steps.get(index).withValue(value));
    return changed;
  }

  private boolean accept(List<Step> candidate) {
    if (candidate.equals(steps) || !failsWith(candidate)) {
      return false;
    }
    steps = candidate;
    return true;
  }

  private boolean failsWith(List<Step> candidate) {
    return runs++ < MOST_RUNS && run.fails(candidate);
  }
}
