package dev.pollen.benchmark.report;

import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.result.Series;
import dev.pollen.benchmark.result.Spread;
import java.util.List;
import java.util.Locale;

/** A bar for each subject, the quartiles as a line through its end; an SVG picture. */
final class BarChart {
  private static final int WIDTH = 720;
  private static final int ROW = 22;
  private static final int LABEL = 190;
  private static final int FIGURE = 150;

  private BarChart() {}

  /** Draws the values of one metric. */
  static String draw(Metric metric, List<Series> series) {
    double most = series.stream().mapToDouble(one -> one.spread().high()).max().orElse(1);
    double scale = most == 0 ? 0 : (WIDTH - LABEL - FIGURE) / most;
    int height = series.size() * ROW;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">",
            WIDTH,
            height,
            WIDTH,
            height,
            Html.escape(metric.title())));
    for (int i = 0; i < series.size(); i++) {
      draw(svg, series.get(i), metric, scale, i * ROW);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void draw(StringBuilder svg, Series series, Metric metric, double scale, int top) {
    Spread spread = series.spread();
    double end = LABEL + Math.max(0, spread.median()) * scale;
    double low = LABEL + Math.max(0, spread.low()) * scale;
    double high = LABEL + Math.max(0, spread.high()) * scale;
    int middle = top + ROW / 2;
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
            LABEL - 8,
            middle + 4,
            Html.escape(series.subject())));
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" class=\"%s\"/>",
            LABEL,
            top + 3,
            end - LABEL,
            ROW - 6,
            series.subject().startsWith("pollen") ? "pollen" : "other"));
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
            low,
            middle,
            high,
            middle));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\">%s</text>",
            high + 6,
            middle + 4,
            Html.escape(Figures.value(spread, metric))));
  }
}
