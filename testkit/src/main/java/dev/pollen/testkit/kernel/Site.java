package dev.pollen.testkit.kernel;

import dev.pollen.testkit.Fault;
import java.util.EnumMap;
import java.util.Map;

/** A place of the simulation at which decisions are taken, such as one end of a connection. */
public final class Site {
  private final Decisions decisions;
  private final String name;

  /** How many decisions there were on each fault. */
  private final Map<Fault, Long> counts = new EnumMap<>(Fault.class);

  /** How many decisions there were that a test left to chance. */
  private long choices;

  /** A place by its name, which no other place of the simulation has. */
  public Site(Decisions decisions, String name) {
    this.decisions = decisions;
    this.name = name;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Decides whether a fault happens now. */
  public boolean happens(Fault fault) {
    return amount(fault, 2) != 0;
  }

  /** Decides on a fault that has a size: 0 if it does not happen, else less than the bound. */
  public long amount(Fault fault, long bound) {
    return decisions.decide(name, fault, counts.merge(fault, 1L, Long::sum), bound);
  }

  /** Decides how much of a whole: all of it, or, if the fault happens, at least one and not all. */
  public int part(Fault fault, int whole) {
    int part = (int) amount(fault, whole);
    return part == 0 ? whole : part;
  }

  /** What a test leaves to chance, from 0 up to a bound that is left out. */
  public long choose(long bound) {
    return decisions.choose(name, ++choices, bound);
  }
}
