package dev.pollen.testkit.contract;

import dev.pollen.testkit.SimulationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Looks for seeds with which the contract does not hold, for as long as asked; see {@code
 * CONTRIBUTING.md}.
 */
@ExtendWith(QuietLog.class)
@EnabledIfSystemProperty(
    named = FreshSeedsTest.DURATION,
    matches = ".+",
    disabledReason = "only in the profile 'simulate'")
final class FreshSeedsTest {
  static final String DURATION = "pollen.simulation";

  /** The limit of other tests would end a longer search. */
  @Test
  @Timeout(value = 365, unit = TimeUnit.DAYS)
  void findNothing() {
    String asked = System.getProperty(DURATION, "");
    Duration time = Duration.parse("PT" + asked.toUpperCase(Locale.ROOT));
    List<Trial> trials = Trial.all();
    long start = System.nanoTime();
    long runs = 0;
    // All in turn, so that none has to wait for the others' time to be over.
    while (System.nanoTime() - start < time.toNanos()) {
      tryOne(trials.get((int) (runs++ % trials.size())));
    }
    System.out.println(runs + " runs with fresh seeds in " + asked);
  }

  private static void tryOne(Trial trial) {
    long seed = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    try {
      trial.runWith(seed);
    } catch (SimulationFailure failure) {
      String line =
          String.join(" | ", trial.name(), trial.weather().name(), Long.toString(seed), "…");
      throw new AssertionError(
          "To be kept in " + KeptSeedsTest.FILE + ":\n" + line + "\n" + failure.getMessage(),
          failure);
    }
  }
}
