package dev.pollen.testkit;

import dev.pollen.testkit.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;

/** Lets the participants of a network work, and time pass when nobody has anything to do. */
final class Drive {
  /** Whoever still works after so many rounds without time passing does so for ever. */
  private static final int MOST_ROUNDS = 1_000_000;

  private final Kernel kernel;
  private final List<Participant> participants = new ArrayList<>();
  private Runnable afterEachRound = () -> {};
  private boolean isWorking;
  private boolean isHeld;

  Drive(Kernel kernel) {
    this.kernel = kernel;
  }

  void add(Participant participant) {
    participants.add(participant);
  }

  /** Is called whenever everybody has had a turn. */
  void afterEachRound(Runnable check) {
    afterEachRound = check;
  }

  boolean isWorking() {
    return isWorking;
  }

  /** Does this before anybody has a turn again. */
  void holdDuring(Runnable actions) {
    boolean wasHeld = isHeld;
    isHeld = true;
    try {
      actions.run();
    } finally {
      isHeld = wasHeld;
    }
  }

  /** One turn for everybody; says whether anybody had something to do. */
  boolean round() {
    requireAtRest();
    isWorking = true;
    try {
      return workOnce();
    } finally {
      isWorking = false;
    }
  }

  /** Until nothing is under way and nobody has anything to do. */
  void settle() {
    if (isHeld) {
      return;
    }
    workNow();
    while (kernel.nextEventNanos() != Kernel.NEVER) {
      kernel.advanceTo(Math.min(kernel.nextEventNanos(), wakesAtNanos()));
      workNow();
    }
  }

  /** Until so much time has passed. */
  void advance(long nanos) {
    long end = Math.addExact(kernel.elapsedNanos(), nanos);
    workNow();
    long next = Math.min(kernel.nextEventNanos(), wakesAtNanos());
    while (next <= end) {
      kernel.advanceTo(next);
      workNow();
      next = Math.min(kernel.nextEventNanos(), wakesAtNanos());
    }
    kernel.advanceTo(end);
    workNow();
  }

  private long wakesAtNanos() {
    return participants.stream().mapToLong(Participant::wakesAtNanos).min().orElse(Kernel.NEVER);
  }

  /** Until nobody has anything to do at this moment. */
  private void workNow() {
    int rounds = 0;
    // A clock that has jumped for one of them has done so for those before it.
    while (round() || wakesAtNanos() <= kernel.elapsedNanos()) {
      if (++rounds > MOST_ROUNDS) {
        throw new AssertionError("After " + rounds + " rounds somebody still has work to do");
      }
    }
  }

  private void requireAtRest() {
    if (isWorking) {
      throw new IllegalStateException("An event cannot drive the network that brought it");
    }
  }

  private boolean workOnce() {
    boolean worked = false;
    // By index: a handler may open more.
    for (int i = 0; i < participants.size(); i++) {
      worked |= participants.get(i).work();
    }
    afterEachRound.run();
    return worked;
  }
}
