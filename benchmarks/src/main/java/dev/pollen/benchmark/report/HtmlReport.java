package dev.pollen.benchmark.report;

import dev.pollen.benchmark.result.Bar;
import dev.pollen.benchmark.result.Bars;
import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.result.Results;
import dev.pollen.benchmark.result.Series;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A page that needs nothing but a browser. */
public final class HtmlReport {
  /** What is not about the subjects, but about whether their figures can be believed. */
  private static final Set<Metric> ABOUT_THE_RUN =
      EnumSet.of(Metric.LOAD_LATENESS, Metric.LOAD_PROCESSOR, Metric.DISTURBANCE);

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Pollen: benchmarks</title>
      <style>
      body { font: 15px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
      table { border-collapse: collapse; margin: 1em 0; }
      th, td { text-align: left; padding: .2em .8em .2em 0; border-bottom: 1px solid #ddd; vertical-align: top; }
      td.number { text-align: right; font-variant-numeric: tabular-nums; }
      svg { font: 12px system-ui, sans-serif; max-width: 100%; height: auto; }
      svg rect.pollen { fill: #d99a00; }
      svg rect.other { fill: #9aa7b5; }
      svg line { stroke: #333; stroke-width: 2; }
      .met { color: #18794e; }
      .not { color: #b42318; font-weight: bold; }
      .unmeasured { color: #777; }
      h3 { margin-bottom: .2em; }
      </style>
      """;

  private final Results results;
  private final StringBuilder page = new StringBuilder(HEAD);

  private HtmlReport(Results results) {
    this.results = results;
  }

  /** Writes the page. */
  public static String of(Results results) {
    HtmlReport report = new HtmlReport(results);
    report.addRun();
    report.addBars();
    results.works().keySet().forEach(report::addWork);
    return report.page.append("</html>\n").toString();
  }

  private void addRun() {
    page.append("<h1>Pollen beside others</h1>\n<table>\n");
    addFact("Command", results.command());
    addFact("Time", results.started());
    for (Map.Entry<String, String> fact : results.host().entrySet()) {
      addFact(fact.getKey(), fact.getValue());
    }
    page.append("</table>\n");
    page.append(
        "<p>Figures are medians of interleaved rounds; what stands in brackets, and the black lines,"
            + " are quartiles. Ratios are medians of the ratios within each round.</p>\n");
  }

  private void addFact(String name, String value) {
    page.append("<tr><th>").append(Html.escape(name)).append("</th><td>");
    page.append(Html.escape(value)).append("</td></tr>\n");
  }

  private void addBars() {
    page.append("<h2>The bars</h2>\n<table>\n");
    page.append("<tr><th>Work</th><th>Bar</th><th>Measured</th><th></th></tr>\n");
    for (Bar bar : Bars.all()) {
      Optional<Bar.Outcome> outcome = bar.outcome(results);
      String verdict = outcome.map(BarText::verdict).orElse("not measured");
      page.append("<tr><td>").append(Html.escape(BarText.work(bar, results)));
      page.append("</td><td>").append(Html.escape(BarText.promise(bar)));
      page.append("</td><td>").append(Html.escape(outcome.map(BarText::figure).orElse("")));
      page.append("</td><td class=\"").append(style(outcome)).append("\">");
      page.append(Html.escape(verdict));
      page.append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private static String style(Optional<Bar.Outcome> outcome) {
    return outcome.map(done -> done.isMet() ? "met" : "not").orElse("unmeasured");
  }

  private void addWork(String work) {
    page.append("<h2 id=\"").append(Html.escape(work)).append("\">");
    page.append(Html.escape(results.works().getOrDefault(work, work))).append("</h2>\n");
    String failure = results.failures().get(work);
    if (failure != null) {
      page.append("<p class=\"not\">It has failed: ").append(Html.escape(failure));
      page.append("</p>\n");
    }
    List<Metric> metrics = results.metrics(work);
    for (Metric metric : metrics) {
      if (!ABOUT_THE_RUN.contains(metric)) {
        page.append("<h3>").append(Html.escape(heading(metric))).append("</h3>\n");
        page.append(BarChart.draw(metric, series(work, metric)));
      }
    }
    addTable(work, metrics);
  }

  private static String heading(Metric metric) {
    return metric.title() + (metric.unit().isEmpty() ? "" : ", " + metric.unit());
  }

  private List<Series> series(String work, Metric metric) {
    return results.subjects(work).stream()
        .flatMap(subject -> results.find(work, subject, metric).stream())
        .toList();
  }

  private void addTable(String work, List<Metric> metrics) {
    page.append("<details><summary>All figures</summary><table>\n<tr><th></th>");
    metrics.forEach(metric -> page.append("<th>").append(heading(metric)).append("</th>"));
    page.append("</tr>\n");
    for (String subject : results.subjects(work)) {
      page.append("<tr><th>").append(Html.escape(subject)).append("</th>");
      for (Metric metric : metrics) {
        String cell =
            results
                .find(work, subject, metric)
                .map(series -> Figures.spread(series.spread()))
                .orElse("");
        page.append("<td class=\"number\">").append(cell).append("</td>");
      }
      page.append("</tr>\n");
    }
    page.append("</table></details>\n");
  }
}
