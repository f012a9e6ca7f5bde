package dev.pollen.benchmark;

import dev.pollen.benchmark.report.HtmlReport;
import dev.pollen.benchmark.report.MarkdownPage;
import dev.pollen.benchmark.result.Results;
import dev.pollen.benchmark.result.ResultsFile;
import dev.pollen.benchmark.subject.Libraries;
import dev.pollen.benchmark.work.Effort;
import dev.pollen.benchmark.work.Work;
import dev.pollen.benchmark.work.Works;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures Pollen beside others, and tells the results. */
@Command(
    name = "pollen-benchmarks",
    description = "Measures Pollen beside what its users would pick instead.",
    mixinStandardHelpOptions = true)
public final class Benchmarks implements Callable<Integer> {
  private static final String JSON = "results.json";
  private static final String HTML = "report.html";

  @SuppressWarnings("NullAway.Init") // by picocli
  @Spec
  private CommandSpec spec;

  @Option(names = "--quick", description = "A few minutes instead of hours, with less to believe.")
  private boolean quick;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description = "Only these works, or groups of works; --list tells which there are.")
  private List<String> only = List.of();

  @Option(names = "--list", description = "Tells which works there are, by group.")
  private boolean lists;

  @Option(names = "--rounds", paramLabel = "N", description = "How often each server has its turn.")
  private @Nullable Integer rounds;

  @Option(names = "--seconds", paramLabel = "S", description = "How long a turn is.")
  private @Nullable Double seconds;

  private Benchmarks() {}

  /**
   * Runs the program.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Benchmarks()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Work> works = chosen();
    if (lists) {
      works.forEach(
          work ->
              spec.commandLine()
                  .getOut()
                  .printf("%-10s %-24s %s%n", work.group(), work.name(), work.title()));
      return 0;
    }
    Libraries libraries = Libraries.find();
    Path directory = Files.createDirectories(libraries.directory().resolve("results"));
    Run run = new Run(effort(), works, libraries, directory, commandLine());
    Results results = run.measure(partial -> write(partial, directory));
    spec.commandLine().getOut().println("See " + directory.resolve(HTML));
    results
        .failures()
        .forEach(
            (work, reason) -> spec.commandLine().getErr().println(work + " has failed: " + reason));
    return results.failures().isEmpty() ? 0 : 1;
  }

  /** Makes the pages anew, from results that are there. */
  @Command(description = "Writes pages from results.", mixinStandardHelpOptions = true)
  int report(
      @Option(names = "--markdown", paramLabel = "FILE", description = "For the documentation.")
          @Nullable Path markdown,
      @Option(names = "--html", paramLabel = "FILE", description = "With plots.")
          @Nullable Path html,
      @Parameters(paramLabel = "RESULTS", description = "What a run has written.") Path file)
      throws IOException {
    Results results = ResultsFile.read(file);
    if (markdown != null) {
      Files.writeString(markdown, MarkdownPage.of(results));
    }
    if (html != null) {
      Files.writeString(html, HtmlReport.of(results));
    }
    return 0;
  }

  private static void write(Results results, Path directory) throws IOException {
    ResultsFile.write(results, directory.resolve(JSON));
    Files.writeString(directory.resolve(HTML), HtmlReport.of(results));
  }

  private List<Work> chosen() {
    List<Work> works =
        Works.all().stream()
            .filter(
                work ->
                    only.isEmpty()
                        ? !quick || work.isQuick()
                        : only.contains(work.group()) || only.contains(work.name()))
            .toList();
    if (works.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "There is no such work; see --list");
    }
    return works;
  }

  private Effort effort() {
    Effort effort = quick ? Effort.QUICK : Effort.FULL;
    effort = rounds == null ? effort : effort.withRounds(rounds);
    return seconds == null ? effort : effort.withSeconds(seconds);
  }

  private String commandLine() {
    return spec.commandLine().getParseResult().originalArgs().stream()
        .collect(Collectors.joining(" ", "java -jar benchmarks/target/pollen-benchmarks.jar ", ""))
        .strip();
  }
}
