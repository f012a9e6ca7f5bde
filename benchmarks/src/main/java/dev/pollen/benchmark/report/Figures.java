package dev.pollen.benchmark.report;

import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.result.Spread;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as people read them. */
final class Figures {
  private static final double THOUSAND = 1000;

  private Figures() {}

  /** Three digits that matter. */
  static String number(double value) {
    double size = Math.abs(value);
    if (size >= THOUSAND) {
      return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
    }
    if (size >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }

  /** The same, but what meets a value meets this as well: rounded up where less is better. */
  static String limit(double value, Metric metric) {
    double size = Math.abs(value);
    int digits = size >= 100 ? 0 : size >= 10 ? 1 : 2;
    RoundingMode easier = metric.moreIsBetter() ? RoundingMode.FLOOR : RoundingMode.CEILING;
    // Without the last bits, which are those of a division.
    BigDecimal exact = new BigDecimal(value, MathContext.DECIMAL32);
    return number(exact.setScale(digits, easier).doubleValue());
  }

  /** The median, with its unit. */
  static String value(Spread spread, Metric metric) {
    return (number(spread.median()) + " " + metric.unit()).strip();
  }

  /** The median and the quartiles. */
  static String spread(Spread spread) {
    return number(spread.median())
        + " ("
        + number(spread.low())
        + "–"
        + number(spread.high())
        + ")";
  }
}
