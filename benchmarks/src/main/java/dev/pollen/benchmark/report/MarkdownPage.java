package dev.pollen.benchmark.report;

import dev.pollen.benchmark.result.Bar;
import dev.pollen.benchmark.result.Bars;
import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.result.Results;
import dev.pollen.benchmark.result.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The page of the documentation. It is generated, so that nobody can make a figure prettier. */
public final class MarkdownPage {
  private static final String INTRODUCTION =
      """
      # Benchmarks

      Pollen beside what its users would pick instead, on the same work in the same run. This page is generated from the results
      of one run; nothing in it is typed. It is made like this, on Linux with a JDK 25, gcc, perf, taskset, wrk and redis:

      ```sh
      mvn -Pbenchmarks -DskipTests package
      java -jar benchmarks/target/pollen-benchmarks.jar
      java -jar benchmarks/target/pollen-benchmarks.jar report --markdown docs/benchmarks.md benchmarks/target/results/results.json
      ```

      `--quick` takes minutes instead of hours, `--only echo,http` does a part; `--help` tells more. The same results
      are in `benchmarks/target/results/report.html` with plots and all figures.

      ## How it is measured

      - One process for each server, with one thread for its sockets, on a processor of its own; the load is on another one.
      - All servers of a work run all the time and have their turns one after the other in each round. A figure is
        the median of the rounds, in brackets are the quartiles. A ratio is the median of the ratios within each round.
      - Before anything is measured, all servers must answer with the same bytes; the load checks every reply.
      - Processor time per request is the figure to trust: on a machine of two processors, where load and kernel have their part
        in it, the number of requests per second says as much about the load as about the server. How processor time divides
        between program and kernel is sampled; by whom and how often, is told below.
      - Redis is asked by our own load and by redis-benchmark, as others know that. It needs more of its processor than the servers
        of theirs, so that with one request at a time it compares little but itself.
      - The heap of idle connections is counted object by object, after a collection.
      - Latencies are measured at a fixed rate, from the time at which a request should have been sent.
      """;

  private final Results results;
  private final StringBuilder page = new StringBuilder(INTRODUCTION);

  private MarkdownPage(Results results) {
    this.results = results;
  }

  /** Writes the page. */
  public static String of(Results results) {
    MarkdownPage page = new MarkdownPage(results);
    page.addRun();
    page.addBars();
    page.addLosses();
    results.works().forEach(page::addWork);
    return page.page.toString();
  }

  private void addRun() {
    page.append("\n## This run\n\n| | |\n|---|---|\n");
    addRow("Command", "`" + results.command() + "`");
    addRow("Time", results.started());
    for (Map.Entry<String, String> fact : results.host().entrySet()) {
      addRow(fact.getKey(), fact.getValue());
    }
  }

  private void addBars() {
    page.append("\n## What Pollen promises\n\n| work | bar | measured | |\n|---|---|---|---|\n");
    List<Bar> missed = new ArrayList<>();
    for (Bar bar : Bars.all()) {
      Optional<Bar.Outcome> outcome = bar.outcome(results);
      outcome.filter(done -> !done.isMet()).ifPresent(done -> missed.add(bar));
      addRow(
          BarText.work(bar, results),
          BarText.promise(bar),
          outcome.map(BarText::figure).orElse(""),
          outcome
              .map(done -> done.isMet() ? BarText.met(done) : "**not met**")
              .orElse("not measured"));
    }
    if (!missed.isEmpty()) {
      page.append("\nOf those that are not met, this is known:\n\n");
    }
    for (Bar bar : missed) {
      page.append("- ").append(BarText.work(bar, results)).append(", ");
      page.append(BarText.promise(bar)).append(": ");
      page.append(BarText.obstacle(bar)).append(".\n");
    }
  }

  /** Where somebody else is better at what matters most, by more than the spread. */
  private void addLosses() {
    page.append("\n## Where Pollen loses\n\n");
    List<String> losses = new ArrayList<>();
    for (String work : results.works().keySet()) {
      results.metrics(work).stream()
          .findFirst()
          .ifPresent(
              metric ->
                  results.subjects(work).stream()
                      .filter(subject -> !subject.startsWith("pollen"))
                      .flatMap(subject -> loss(work, subject, metric).stream())
                      .forEach(losses::add));
    }
    losses.forEach(loss -> page.append("- ").append(loss).append("\n"));
    if (losses.isEmpty()) {
      page.append("Nowhere in this run.\n");
    }
  }

  private Optional<String> loss(String work, String other, Metric metric) {
    Optional<Series> theirs = results.find(work, other, metric);
    Optional<Series> best =
        results.subjects(work).stream()
            .filter(subject -> subject.startsWith("pollen"))
            .flatMap(subject -> results.find(work, subject, metric).stream())
            .reduce((left, right) -> isBetter(metric, right, left) ? right : left);
    return theirs
        .filter(series -> best.isPresent() && isBetter(metric, series, best.get()))
        .map(
            series ->
                String.format(
                    "%s: %s of %s is %s, the best of Pollen %s (%s)",
                    results.works().get(work),
                    metric.title(),
                    other,
                    Figures.value(series.spread(), metric),
                    Figures.value(best.get().spread(), metric),
                    best.get().subject()));
  }

  private static boolean isBetter(Metric metric, Series one, Series other) {
    double difference = one.spread().median() - other.spread().median();
    return metric.moreIsBetter() ? difference > 0 : difference < 0;
  }

  private void addWork(String work, String title) {
    List<Metric> metrics = results.metrics(work);
    page.append("\n## ").append(title).append("\n\n");
    String failure = results.failures().get(work);
    if (failure != null) {
      page.append("This has failed: ").append(failure).append("\n\n");
    }
    page.append("|");
    metrics.forEach(
        metric ->
            page.append(" | ")
                .append(metric.title())
                .append(metric.unit().isEmpty() ? "" : ", " + metric.unit()));
    page.append(" |\n|---|").append("---|".repeat(metrics.size())).append("\n");
    for (String subject : results.subjects(work)) {
      List<String> cells = new ArrayList<>(List.of(subject));
      for (Metric metric : metrics) {
        cells.add(
            results
                .find(work, subject, metric)
                .map(series -> Figures.spread(series.spread()))
                .orElse(""));
      }
      addRow(cells.toArray(String[]::new));
    }
  }

  private void addRow(String... cells) {
    page.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
