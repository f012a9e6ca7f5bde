package dev.pollen.testkit.kernel;

import dev.pollen.testkit.Fault;
import dev.pollen.testkit.Faults;
import dev.pollen.testkit.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a simulation leaves open, either by a seed or by a list of steps, and keeps what it
 * has decided.
 *
 * <p>A decision depends on the seed, its place, its kind and its number there, and on no decision
 * before: so a step that is left out changes nothing elsewhere, and a list of steps can be
 * shortened step by step.
 */
public final class Decisions {
  private static final int PER_THOUSAND = 1000;

  private final long seed;
  private final Faults faults;

  /** What to decide, if not the seed decides. */
  private final @Nullable Map<Question, Long> listed;

  private final List<Step> steps = new ArrayList<>();
  private @Nullable List<Asked> asked;

  private record Question(String place, String kind, long number) {}

  /**
   * A decision that was to be taken.
   *
   * @param step what was decided, with value 0 for the ideal
   * @param bound the values that could have been decided are below
   */
  public record Asked(Step step, long bound) {}

  private Decisions(long seed, Faults faults, @Nullable Map<Question, Long> listed) {
    this.seed = seed;
    this.faults = faults;
    this.listed = listed;
  }

  /** Decides by a seed. */
  public static Decisions of(long seed, Faults faults) {
    return new Decisions(seed, faults, null);
  }

  /** Decides as listed, and what is not listed for the ideal. */
  public static Decisions of(long seed, Collection<Step> steps) {
    Map<Question, Long> listed = new HashMap<>();
    steps.forEach(
        step -> listed.put(new Question(step.place(), step.kind(), step.number()), step.value()));
    return new Decisions(seed, Faults.none(), listed);
  }

  /** For what is drawn from it beside the decisions. */
  public long seed() {
    return seed;
  }

  /** Keeps every decision from now on, also those for the ideal. */
  public void keepAsked() {
    asked = new ArrayList<>();
  }

  /** What was to be decided since {@link #keepAsked}. */
  public synchronized List<Asked> asked() {
    return asked == null ? List.of() : List.copyOf(asked);
  }

  /** What was decided other than for the ideal, in its order. */
  public synchronized List<Step> steps() {
    return List.copyOf(steps);
  }

  /** From 0, which is the ideal, up to a bound that is left out. */
  long decide(String place, Fault fault, long number, long bound) {
    return decide(place, fault.name(), number, bound, faults.perThousand(fault));
  }

  /** What a test leaves to chance: every value is as likely as any other. */
  long choose(String place, long number, long bound) {
    return decide(place, Step.CHOICE, number, bound, PER_THOUSAND);
  }

  private synchronized long decide(
      String place, String kind, long number, long bound, int perThousand) {
    long value = bound < 2 ? 0 : value(place, kind, number, bound, perThousand);
    if (value != 0) {
      steps.add(new Step(place, kind, number, value));
    }
    if (asked != null && bound >= 2) {
      asked.add(new Asked(new Step(place, kind, number, value), bound));
    }
    return value;
  }

  private long value(String place, String kind, long number, long bound, int perThousand) {
    if (listed != null) {
      return Math.min(bound - 1, listed.getOrDefault(new Question(place, kind, number), 0L));
    }
    if (perThousand == 0) {
      return 0;
    }
    long random = mix(mix(mix(seed ^ place.hashCode()) + kind.hashCode()) + number);
    if (kind.equals(Step.CHOICE)) {
      return Long.remainderUnsigned(random, bound);
    }
    return Long.remainderUnsigned(random, PER_THOUSAND) < perThousand
        ? likely(mix(random), bound)
        : 0;
  }

  /**
   * From 1: the ends of the range are where bugs are, and small values are easier to understand.
   */
  private static long likely(long random, long bound) {
    long most = bound - 1;
    return switch ((int) (random & 7)) {
      case 0, 1 -> 1;
      case 2 -> most;
      case 3, 4, 5 -> 1 + Long.remainderUnsigned(random >>> 3, Math.min(most, 16));
      default -> 1 + Long.remainderUnsigned(random >>> 3, most);
    };
  }

  /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014), which spreads every bit over all. */
  static long mix(long bits) {
    long mixed = bits + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
