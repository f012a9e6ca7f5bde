package dev.pollen.testkit.planted;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for a bug. Belongs to both sides: to who has planted the bug, and to the world with it. */
public interface Hunter {

  /** The names of the scenarios that there are. */
  Set<String> scenarios();

  /**
   * Runs a scenario with one seed after the other until it fails.
   *
   * @param scenario its name
   * @param firstSeed the first seed
   * @param mostSeeds with how many to try
   * @return how it failed; {@code null} if it did not
   */
  @Nullable Finding hunt(String scenario, long firstSeed, int mostSeeds);

  /**
   * Looks for the steps that are enough for a scenario to fail.
   *
   * @param finding how it failed
   * @return how many there are
   */
  int shortestSteps(Finding finding);
}
