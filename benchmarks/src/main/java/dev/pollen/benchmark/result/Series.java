package dev.pollen.benchmark.result;

import java.util.List;

/**
 * The values of one metric for one subject at one work, in the order of the rounds.
 *
 * @param work the name of the work
 * @param subject the name of who did it
 * @param metric what the values tell
 * @param values one for each round
 */
public record Series(String work, String subject, Metric metric, List<Double> values) {

  /** Makes a copy of the values. */
  public Series {
    values = List.copyOf(values);
  }

  /** The values together. */
  public Spread spread() {
    return Spread.of(values);
  }
}
