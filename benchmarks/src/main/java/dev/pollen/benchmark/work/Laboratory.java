package dev.pollen.benchmark.work;

import dev.pollen.benchmark.load.LoadGenerator;
import dev.pollen.benchmark.report.Progress;
import dev.pollen.benchmark.result.Results;
import dev.pollen.benchmark.subject.Libraries;
import dev.pollen.benchmark.subject.RunningSubject;
import dev.pollen.benchmark.subject.Subject;
import dev.pollen.benchmark.subject.Subjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What every work needs.
 *
 * @param effort how long to measure
 * @param subjects whom
 * @param libraries the jars
 * @param loadProgram the load generator in C
 * @param directory for files and logs
 * @param results where figures go
 * @param progress who is told how far it is
 * @param countsCalls whether system calls can be counted here
 * @param samplesUserShare whether it can be sampled here where a program is
 */
public record Laboratory(
    Effort effort,
    Subjects subjects,
    Libraries libraries,
    Path loadProgram,
    Path directory,
    Results results,
    Progress progress,
    boolean countsCalls,
    boolean samplesUserShare) {
  /** Where servers run; nobody else does. */
  static final String SERVER_PROCESSOR = "0";

  /** Where the load runs. */
  public static final String LOAD_PROCESSOR = "1";

  /** Starts a server on its processor. */
  RunningSubject start(Subject subject) throws IOException {
    return start(subject, SERVER_PROCESSOR);
  }

  /** Starts a server. */
  RunningSubject start(Subject subject, String processors) throws IOException {
    progress.says(subject.name() + " starts");
    return RunningSubject.start(subject, processors, log(subject.name()));
  }

  /** Starts the load generator. */
  LoadGenerator load(RunningSubject server, double rate, List<String> words) throws IOException {
    List<String> all = new ArrayList<>(words);
    all.add("--port");
    all.add(Integer.toString(server.address().getPort()));
    return LoadGenerator.start(
        loadProgram, LOAD_PROCESSOR, all, rate, log("load on " + server.name()));
  }

  private Path log(String name) {
    return directory.resolve(name.replace(' ', '-') + ".log");
  }
}
