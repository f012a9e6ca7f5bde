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

  /** From how much better a figure is on, the limit is worth tightening. */
  private static final double EASY = 1.2;

  /**
   * How a bar came out.
   *
   * @param bar what was promised
   * @param figure the ratio, or the value, that is held against its limit
   * @param value the value behind a ratio
   * @param isMet whether the promise is kept
   */
  public record Outcome(Bar bar, Spread figure, Optional<Spread> value, boolean isMet) {
    /**
     * A limit that three of four rounds would meet, if it is much stricter than that of the bar.
     */
    public Optional<Double> stricterLimit() {
      boolean moreIsBetter = bar.metric.moreIsBetter();
      double stricter = moreIsBetter ? figure.low() : figure.high();
      boolean isEasy = moreIsBetter ? stricter >= bar.limit * EASY : stricter * EASY <= bar.limit;
      return isEasy && stricter > 0 ? Optional.of(stricter) : Optional.empty();
    }
  }

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
