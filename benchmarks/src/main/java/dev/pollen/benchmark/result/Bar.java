package dev.pollen.benchmark.result;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that Pollen promises.
 *
 * @param work at which work
 * @param subject who promises
 * @param metric what is compared
 * @param reference with whom; {@code null} if the limit is a value by itself
 * @param limit the most, or the least where more is better: of the ratio, or of the value
 * @param obstacle what is known to stand in its way; empty if nothing is
 */
public record Bar(
    String work,
    String subject,
    Metric metric,
    @Nullable String reference,
    double limit,
    String obstacle) {

  /** How a bar came out. */
  public record Outcome(Bar bar, Spread figure, Optional<Spread> value, boolean isMet) {}

  /** Compares two subjects. */
  static Bar ratio(String work, String subject, Metric metric, double limit, String reference) {
    return new Bar(work, subject, metric, reference, limit, "");
  }

  /** Compares a value with a fixed one. */
  static Bar value(String work, String subject, Metric metric, double limit) {
    return new Bar(work, subject, metric, null, limit, "");
  }

  /** The same, of which is known what stands in its way. */
  Bar despite(String known) {
    return new Bar(work, subject, metric, reference, limit, known);
  }

  /** How it came out, if it was measured. */
  public Optional<Outcome> outcome(Results results) {
    Optional<Series> mine = results.find(work, subject, metric);
    if (reference == null) {
      return mine.map(series -> outcome(series.spread(), Optional.empty()));
    }
    Optional<Series> theirs = results.find(work, reference, metric);
    if (mine.isEmpty() || theirs.isEmpty()) {
      return Optional.empty();
    }
    Spread ratio = Spread.ofRatios(mine.get().values(), theirs.get().values());
    return Optional.of(outcome(ratio, mine.map(Series::spread)));
  }

  private Outcome outcome(Spread figure, Optional<Spread> value) {
    boolean isMet = metric.moreIsBetter() ? figure.median() >= limit : figure.median() <= limit;
    return new Outcome(this, figure, value, isMet);
  }
}
