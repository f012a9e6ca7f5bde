package dev.pollen.benchmark.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsFileTest {
  @Test
  void whatIsWrittenIsRead(@TempDir Path directory) throws IOException {
    Results results = new Results("java -jar x", "now", Map.of("Kernel", "Linux \"6\""));
    results.addWork("echo", "Echo");
    results.addWork("churn", "Churn");
    results.addFailure("churn", "it was too slow");
    results.add("echo", "pollen nio", Metric.PROCESSOR_TIME, 1.25);
    results.add("echo", "pollen nio", Metric.PROCESSOR_TIME, 2.5);
    results.add("echo", "C epoll", Metric.REQUESTS_PER_SECOND, 200_000);

    Path file = directory.resolve("results.json");
    ResultsFile.write(results, file);
    Results read = ResultsFile.read(file);

    assertThat(read.command()).isEqualTo("java -jar x");
    assertThat(read.started()).isEqualTo("now");
    assertThat(read.host()).isEqualTo(results.host());
    assertThat(read.works()).isEqualTo(results.works());
    assertThat(read.failures()).isEqualTo(results.failures());
    assertThat(read.series()).isEqualTo(results.series());
  }
}
