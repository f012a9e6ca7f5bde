package dev.pollen.benchmark;

import dev.pollen.benchmark.host.CCompiler;
import dev.pollen.benchmark.host.Host;
import dev.pollen.benchmark.host.Programs;
import dev.pollen.benchmark.host.SystemCalls;
import dev.pollen.benchmark.host.UserShare;
import dev.pollen.benchmark.report.Progress;
import dev.pollen.benchmark.result.Results;
import dev.pollen.benchmark.subject.Libraries;
import dev.pollen.benchmark.subject.Subjects;
import dev.pollen.benchmark.work.Effort;
import dev.pollen.benchmark.work.Laboratory;
import dev.pollen.benchmark.work.Work;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run.
 *
 * @param effort how long to measure
 * @param works what
 * @param libraries the jars
 * @param directory for results and logs
 * @param command how it was called
 */
record Run(Effort effort, List<Work> works, Libraries libraries, Path directory, String command) {
  private static final String BY_PERF =
      "sampled by perf, "
          + UserShare.RATE
          + " times a second of processor time, in a run beside each that is measured";

  private static final String BY_TICKS =
      "sampled by the ticks of the kernel, so small shares need many rounds";

  private static final List<String> NEEDED = List.of("taskset", "gcc", "bash");

  /** Who keeps results, as far as they are there. */
  interface Keeper {
    void keep(Results results) throws IOException;
  }

  /** Does all works; results are kept after each, so that a run that is broken off is not lost. */
  Results measure(Keeper keeper) throws IOException, InterruptedException {
    for (String program : NEEDED) {
      if (!Programs.isInstalled(program)) {
        throw new IOException("The program " + program + " is needed");
      }
    }
    // Ctrl-C is not to leave servers behind.
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> ProcessHandle.current().descendants().forEach(ProcessHandle::destroy)));
    CCompiler compiler = new CCompiler(directory.resolve("programs"));
    boolean samplesUserShare = UserShare.canBeSampled();
    Results results =
        new Results(
            command,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
            facts(samplesUserShare));
    Progress progress = new Progress(System.err, isTerminal(), expectedSeconds());
    Laboratory laboratory =
        new Laboratory(
            effort,
            new Subjects(libraries, compiler),
            libraries,
            compiler.load(),
            directory,
            results,
            progress,
            SystemCalls.canBeCounted(),
            samplesUserShare);
    for (Work work : works) {
      progress.begins(work.name(), work.seconds(effort));
      results.addWork(work.name(), work.title());
      try {
        work.measure(laboratory);
      } catch (IOException e) {
        // Hours of other works are not to be lost with it.
        results.addFailure(work.name(), String.valueOf(e.getMessage()));
      }
      keeper.keep(results);
    }
    progress.ends();
    return results;
  }

  private static boolean isTerminal() {
    return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
  }

  private double expectedSeconds() throws IOException, InterruptedException {
    double sum = 0;
    for (Work work : works) {
      sum += work.seconds(effort);
    }
    return sum;
  }

  private Map<String, String> facts(boolean samplesUserShare)
      throws IOException, InterruptedException {
    Map<String, String> facts = new LinkedHashMap<>(Host.describe());
    facts.put("Program or kernel", samplesUserShare ? BY_PERF : BY_TICKS);
    facts.put("Options of Java", String.join(" ", Subjects.javaOptions()));
    libraries.version("netty-common").ifPresent(version -> facts.put("Netty", version));
    libraries.version("microhttp").ifPresent(version -> facts.put("microhttp", version));
    return facts;
  }
}
