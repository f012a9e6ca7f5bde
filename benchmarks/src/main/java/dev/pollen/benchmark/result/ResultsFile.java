package dev.pollen.benchmark.result;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Results as JSON. */
public final class ResultsFile {
  private static final JSON READABLE = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT);

  /** What stands in a file. */
  record Document(
      String command,
      String started,
      Map<String, String> host,
      Map<String, String> works,
      Map<String, String> failures,
      List<Series> series) {}

  private ResultsFile() {}

  /** Writes results to a file. */
  public static void write(Results results, Path file) throws IOException {
    Document document =
        new Document(
            results.command(),
            results.started(),
            results.host(),
            results.works(),
            results.failures(),
            results.series());
    Files.writeString(file, READABLE.asString(document) + "\n");
  }

  /** Reads what {@link #write} wrote. */
  public static Results read(Path file) throws IOException {
    Document document = JSON.std.beanFrom(Document.class, Files.readString(file));
    Results results = new Results(document.command(), document.started(), document.host());
    document.works().forEach(results::addWork);
    document.failures().forEach(results::addFailure);
    for (Series series : document.series()) {
      series
          .values()
          .forEach(value -> results.add(series.work(), series.subject(), series.metric(), value));
    }
    return results;
  }
}
