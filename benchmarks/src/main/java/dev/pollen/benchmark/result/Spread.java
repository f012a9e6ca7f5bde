package dev.pollen.benchmark.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A figure from several rounds. The median stands for them: a neighbour that disturbs one round
 * does not move it. The quartiles tell how far to believe it.
 *
 * @param median the middle one
 * @param low a quarter of the values are lower
 * @param high a quarter of the values are higher
 */
public record Spread(double median, double low, double high) {

  /**
   * Sums up values.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There are no values");
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return new Spread(quantile(sorted, 0.5), quantile(sorted, 0.25), quantile(sorted, 0.75));
  }

  /**
   * How values compare with those of the same rounds of somebody else. What disturbs a round
   * disturbs both sides, so the ratios of rounds are steadier than the ratio of medians.
   *
   * @throws IllegalArgumentException if there are none in common
   */
  public static Spread ofRatios(List<Double> values, List<Double> reference) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < Math.min(values.size(), reference.size()); i++) {
      ratios.add(values.get(i) / reference.get(i));
    }
    return of(ratios);
  }

  private static double quantile(List<Double> sorted, double share) {
    double place = share * (sorted.size() - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.size() - 1);
    double part = place - below;
    return sorted.get(below) * (1 - part) + sorted.get(above) * part;
  }
}
