package dev.pollen.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.result.Results;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PagesTest {
  private final Results results =
      new Results("the command", "the time", Map.of("Kernel", "Linux <6>"));

  @BeforeEach
  void measure() {
    results.addWork("echo-64-100", "Echo of 64 bytes");
    for (double round : new double[] {1, 2, 3}) {
      add("pollen nio", 4 * round, 0.4 * round);
      add("netty nio", 5 * round, 0.7 * round);
      add("bare nio", 3 * round, 0.4 * round);
      add("pollen epoll", 5 * round, 0.1 * round);
      add("netty epoll", 5 * round, 0.7 * round);
      add("pollen io_uring", 3.5 * round, 0.1 * round);
      add("netty io_uring", 5 * round, 0.1 * round);
    }
  }

  private void add(String subject, double total, double user) {
    results.add("echo-64-100", subject, Metric.PROCESSOR_TIME, total);
    results.add("echo-64-100", subject, Metric.USER_TIME, user);
  }

  @Test
  void theDocumentationTellsBarsAndLosses() {
    assertThat(MarkdownPage.of(results))
        .contains("`the command`")
        .contains("≤ 0.93 × netty nio | 0.80 (0.80–0.80) ×, 8.00 µs | met |")
        .contains("≤ 0.50 × netty nio | 0.57 (0.57–0.57) ×, 0.80 µs | **not met** |")
        .contains(
            "≤ 1.00 × netty io_uring | 0.70 (0.70–0.70) ×, 7.00 µs | met, and so would be 0.70 |")
        .contains("| not measured |")
        .contains(
            "- Echo of 64 bytes, pollen nio: of it in the program ≤ 0.50 × netty nio: java.nio with"
                + " nothing around it takes about half of what Netty does.")
        .contains(
            "- Echo of 64 bytes, pollen epoll: processor time per request ≤ 0.95 × netty epoll: no"
                + " reason is known.")
        .contains("≤ 1.15 × bare nio | 1.00 (1.00–1.00) ×, 0.80 µs | met |")
        .doesNotContain("what a callback may do")
        .contains(
            "- Echo of 64 bytes: processor time per request of bare nio is 6.00 µs,"
                + " the best of Pollen 7.00 µs (pollen io_uring)");
  }

  @Test
  void theReportNeedsNothingElse() {
    assertThat(HtmlReport.of(results))
        .contains("Linux &lt;6&gt;")
        .contains("<svg")
        .contains("not met: no reason is known")
        .contains("not met: java.nio with nothing around it")
        .doesNotContain("src=", "href=\"http", "<script");
  }

  @Test
  void workThatHasFailedIsToldSo() {
    results.addFailure("echo-64-100", "netty nio: gone");
    assertThat(MarkdownPage.of(results)).contains("This has failed: netty nio: gone");
    assertThat(HtmlReport.of(results)).contains("It has failed: netty nio: gone");
  }
}
