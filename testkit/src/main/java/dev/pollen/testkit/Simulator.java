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
 * seed, the steps that happen; {@code pollen.duration}, such as {@code PT10M}, has fresh seeds
 * tried for so long.
 */
public final class Simulator {
  private static final String SEED = "pollen.seed";
  private static final String STEPS = "pollen.steps";
  private static final String DURATION = "pollen.duration";

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
    Simulator asked = asAsked();
    String steps = System.getProperty(STEPS);
    if (steps != null) {
      replay(asked.seeds[0], Arrays.stream(steps.split(";")).map(Step::parse).toList(), scenario);
      return 1;
    }
    return asked.duration == null ? asked.runChosen(scenario) : asked.runFresh(scenario);
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
      throw failure(decisions, failure, scenario);
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
    Decisions decisions = Decisions.of(seed, steps);
    Throwable failure = attempt(decisions, scenario);
    if (failure != null) {
      throw failure(decisions, failure, scenario);
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
    Decisions ideal = Decisions.of(0, List.of());
    ideal.keepAsked();
    Throwable failure = attempt(ideal, scenario);
    if (failure != null) {
      throw failure(ideal, failure, scenario);
    }
    long runs = 1;
    for (Decisions.Asked asked : ideal.asked()) {
      if (isFault(asked.step())) {
        for (long value : asked.bound() == 2 ? new long[] {1} : new long[] {1, asked.bound() - 1}) {
          replay(0, List.of(asked.step().withValue(value)), scenario);
          runs++;
        }
      }
    }
    return runs;
  }

  private boolean isFault(Step step) {
    Fault fault = step.fault();
    return fault != null && faults.perThousand(fault) > 0;
  }

  /** Says how it has failed; {@code null} if it has not. */
  private static @Nullable Throwable attempt(Decisions decisions, Scenario scenario) {
    try {
      SimulatedNetwork network = new SimulatedNetwork(decisions);
      try (network) {
        scenario.run(network);
      }
      if (network.openSockets() > 0) {
        return new AssertionError(network.openSockets() + " sockets are open when all is closed");
      }
      return null;
    } catch (Exception | AssertionError | StackOverflowError failure) {
      return failure;
    }
  }

  private static SimulationFailure failure(
      Decisions decisions, Throwable failure, Scenario scenario) {
    List<Step> shortest =
        Shrinking.shrink(
            decisions.steps(),
            steps -> isSame(failure, attempt(Decisions.of(decisions.seed(), steps), scenario)));
    return new SimulationFailure(decisions.seed(), decisions.steps(), shortest, failure);
  }

  /** The same kind of failure at the same place; its text may tell of sizes and times. */
  private static boolean isSame(Throwable first, @Nullable Throwable other) {
    return other != null
        && first.getClass() == other.getClass()
        && Objects.equals(place(first), place(other));
  }

  private static @Nullable StackTraceElement place(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .filter(frame -> !frame.getClassName().startsWith("org.assertj."))
        .filter(frame -> !frame.getClassName().startsWith("org.junit."))
        .findFirst()
        .orElse(null);
  }
}
