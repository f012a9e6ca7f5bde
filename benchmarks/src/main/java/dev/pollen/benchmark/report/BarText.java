package dev.pollen.benchmark.report;

import dev.pollen.benchmark.result.Bar;
import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.result.Results;

/** Bars in words; both pages tell them in the same way. */
final class BarText {
  private BarText() {}

  /** At which work, in words if it was done. */
  static String work(Bar bar, Results results) {
    return results.works().getOrDefault(bar.work(), bar.work());
  }

  /** What is promised. */
  static String promise(Bar bar) {
    String sign = bar.metric().moreIsBetter() ? "≥" : "≤";
    String limit =
        bar.reference() == null
            ? (Figures.number(bar.limit()) + " " + bar.metric().unit()).strip()
            : Figures.number(bar.limit()) + " × " + bar.reference();
    return bar.subject() + ": " + bar.metric().title() + " " + sign + " " + limit;
  }

  /** What was measured. */
  static String figure(Bar.Outcome outcome) {
    String figure = Figures.spread(outcome.figure());
    Metric metric = outcome.bar().metric();
    return outcome
        .value()
        .map(value -> figure + " ×, " + Figures.value(value, metric))
        .orElse((figure + " " + metric.unit()).strip());
  }

  /** What is known to stand in the way of a bar. */
  static String obstacle(Bar bar) {
    return bar.obstacle().isEmpty() ? "no reason is known" : bar.obstacle();
  }

  /** How it came out. */
  static String verdict(Bar.Outcome outcome) {
    return outcome.isMet() ? met(outcome) : "not met: " + obstacle(outcome.bar());
  }

  /** That it is met, and if that is easy, what would be met, too. */
  static String met(Bar.Outcome outcome) {
    return outcome
        .stricterLimit()
        .map(limit -> "met, and so would be " + Figures.limit(limit, outcome.bar().metric()))
        .orElse("met");
  }
}
