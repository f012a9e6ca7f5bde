package dev.pollen.testkit;

import dev.pollen.testkit.kernel.Decisions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs a scenario with many seeds, or with each fault that is possible, and says what happened when
 * it fails. Immutable.
 *
 * <pre>{@code
 * Simulator.with(Faults.harmless()).seeds(1000).run(network -> {
 *   Peer peer = network.servedBy(new EchoDispatcher(new Echo()));
 *   peer.send("hello");
 *   assertThat(peer.received()).isEqualTo("hello");
 * });
 * }</pre>
 *
 * <p>System properties take the place of what is said here, to run something again or longer:
 * {@code pollen.seed} is a seed, or several with commas between; {@code pollen.steps}, beside a
 * seed, the steps that happen (nothing else does); {@code pollen.duration}, such as {@code PT10M},
 * has fresh seeds tried for so long.
 */
public final class Simulator {
  private static final String SEED = "pollen.seed";
  private static final String STEPS = "pollen.steps";
  private static final String DURATION = "pollen.duration";

  /** What fails in these has failed where they were called. */
  private static final List<String> ASSERTIONS =
      List.of("org.assertj.", "org.junit.", "dev.pollen.testkit.assertion.", "java.");

  private final Faults faults;
  private final long[] seeds;
  private final @Nullable Duration duration;

  private Simulator(Faults faults, long[] seeds, @Nullable Duration duration) {
    this.faults = Objects.requireNonNull(faults, "faults");
    this.seeds = seeds;
    this.duration = duration;
  }

  /**
   * A simulator that tries a hundred seeds.
   *
   * @param faults how often each fault happens
   * @return the simulator
   */
  public static Simulator with(Faults faults) {
    return new Simulator(faults, LongStream.range(0, 100).toArray(), null);
  }

  /**
   * How many seeds to try.
   *
   * @param count how many, from 0 up
   * @return a simulator that tries these
   */
  public Simulator seeds(int count) {
    return new Simulator(faults, LongStream.range(0, count).toArray(), null);
  }

  /**
   * Which seeds to try, such as those that have failed before.
   *
   * @param chosen the seeds
   * @return a simulator that tries these
   */
  public Simulator seedsOf(long... chosen) {
    return new Simulator(faults, chosen.clone(), null);
  }

  /**
   * Which seeds to try besides, and first, such as those that have failed before.
   *
   * @param known the seeds
   * @return a simulator that tries these and then the others
   */
  public Simulator beginningWith(long... known) {
    long[] all = LongStream.concat(Arrays.stream(known), Arrays.stream(seeds)).distinct().toArray();
    return new Simulator(faults, all, duration);
  }

  /**
   * Tries seeds that were not tried before.
   *
   * @param time for how long
   * @return a simulator that tries one after the other until the time is over, at least one
   */
  public Simulator freshSeeds(Duration time) {
    return new Simulator(faults, new long[0], time);
  }

  /**
   * Runs a scenario with each seed.
   *
   * @param scenario what to run
   * @return how many runs there were
   * @throws SimulationFailure if it fails with one of the seeds
   */
  public long run(Scenario scenario) {
    if (replaysAsAsked(scenario)) {
      return 1;
    }
    Simulator asked = asAsked();
    return asked.duration == null ? asked.runChosen(scenario) : asked.runFresh(scenario);
  }

  /** Runs what the system properties say, if they say what happens. */
  private boolean replaysAsAsked(Scenario scenario) {
    String steps = System.getProperty(STEPS);
    if (steps == null) {
      return false;
    }
    long[] asked = asAsked().seeds;
    replay(
        asked.length == 0 ? 0 : asked[0],
        Arrays.stream(steps.split(";")).filter(step -> !step.isBlank()).map(Step::parse).toList(),
        scenario);
    return true;
  }

  /** What the system properties say, if they do. */
  private Simulator asAsked() {
    String seed = System.getProperty(SEED);
    if (seed != null) {
      return seedsOf(Arrays.stream(seed.split(",")).mapToLong(Long::parseLong).toArray());
    }
    String time = System.getProperty(DURATION);
    return time == null ? this : freshSeeds(Duration.parse(time));
  }

  private long runChosen(Scenario scenario) {
    for (long seed : seeds) {
      run(seed, scenario);
    }
    return seeds.length;
  }

  private long runFresh(Scenario scenario) {
    long start = System.nanoTime();
    long runs = 0;
    assert duration != null;
    do {
      run(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), scenario);
      runs++;
    } while (System.nanoTime() - start < duration.toNanos());
    return runs;
  }

  private void run(long seed, Scenario scenario) {
    Decisions decisions = Decisions.of(seed, faults);
    Throwable failure = attempt(decisions, scenario);
    if (failure != null) {
      throw told(decisions, true, failure, scenario);
    }
  }

  /**
   * Runs a scenario once, with these faults and no others.
   *
   * @param seed the seed, for what is {@linkplain SimulatedNetwork#random drawn} from it
   * @param steps what happens other than on an ideal network
   * @param scenario what to run
   * @throws SimulationFailure if it fails
   */
  public static void replay(long seed, List<Step> steps, Scenario scenario) {
    runListed(Decisions.of(seed, steps), scenario);
  }

  static void runListed(Decisions decisions, Scenario scenario) {
    Throwable failure = attempt(decisions, scenario);
    if (failure != null) {
      throw told(decisions, false, failure, scenario);
    }
  }

  /**
   * Runs a scenario without a fault, and then again for each fault that could have happened
   * instead, at each place where it could have, with the least and with the largest effect.
   *
   * @param scenario what to run
   * @return how many runs there were
   * @throws SimulationFailure if one of them fails
   */
  public long runEachFault(Scenario scenario) {
    return replaysAsAsked(scenario) ? 1 : new FaultSearch(faults, scenario).run(1);
  }

  /**
   * Does what {@link #runEachFault} does, and also has each fault followed by each one that could
   * have happened then. For scenarios of few steps: these are about half the square of those runs.
   *
   * @param scenario what to run
   * @return how many runs there were
   * @throws SimulationFailure if one of them fails
   */
  public long runEachPairOfFaults(Scenario scenario) {
    return replaysAsAsked(scenario) ? 1 : new FaultSearch(faults, scenario).run(2);
  }

  /** Says how it has failed; {@code null} if it has not. */
  private static @Nullable Throwable attempt(Decisions decisions, Scenario scenario) {
    try {
      SimulatedNetwork network = new SimulatedNetwork(decisions);
      try (network) {
        scenario.run(network);
      }
      network.closeWithNothingLeft();
      return null;
    } catch (Exception | AssertionError | StackOverflowError failure) {
      return failure;
    }
  }

  /** Tells of the fewest steps, and what was thrown after them. */
  private static SimulationFailure told(
      Decisions decisions, boolean bySeed, Throwable failure, Scenario scenario) {
    List<Step> shortest =
        Shrinking.shrink(
            decisions.steps(),
            steps -> isSame(failure, attempt(Decisions.of(decisions.seed(), steps), scenario)));
    Throwable last = attempt(Decisions.of(decisions.seed(), shortest), scenario);
    // It is another one if something outside the simulation decides as well.
    return new SimulationFailure(
        decisions, bySeed, shortest, last != null && isSame(failure, last) ? last : failure);
  }

  /** The same kind of failure at the same place; its text may tell of sizes and times. */
  private static boolean isSame(Throwable first, @Nullable Throwable other) {
    return other != null
        && first.getClass() == other.getClass()
        && Objects.equals(place(first), place(other));
  }

  private static @Nullable StackTraceElement place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> ASSERTIONS.stream().noneMatch(frame.getClassName()::startsWith))
        .findFirst()
        .orElse(null);
  }
}
