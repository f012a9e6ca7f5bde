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
    if (Math.abs(value) >= THOUSAND) {
      return String.format(Locale.ROOT, "%,.0f", value).replace(',', ' ');
    }
    return String.format(Locale.ROOT, "%." + digitsBehindThePoint(value) + "f", value);
  }

  private static int digitsBehindThePoint(double value) {
    double size = Math.abs(value);
    return size >= 100 ? 0 : size >= 10 ? 1 : 2;
  }

  /** The same, but what meets a value meets this as well: rounded up where less is better. */
  static String limit(double value, Metric metric) {
    RoundingMode easier = metric.moreIsBetter() ? RoundingMode.FLOOR : RoundingMode.CEILING;
    // Without the last bits, which are those of a division.
    BigDecimal exact = new BigDecimal(value, MathContext.DECIMAL32);
    return number(exact.setScale(digitsBehindThePoint(value), easier).doubleValue());
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
