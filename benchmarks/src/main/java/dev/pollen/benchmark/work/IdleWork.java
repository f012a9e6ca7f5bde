package dev.pollen.benchmark.work;

import dev.pollen.benchmark.host.ProcessStatus;
import dev.pollen.benchmark.load.LoadGenerator;
import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.server.Service;
import dev.pollen.benchmark.subject.RunningSubject;
import dev.pollen.benchmark.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** What connections cost that do nothing. Each subject in turn, as nothing is timed. */
final class IdleWork implements Work {
  private static final double MEBIBYTE = 1024 * 1024;

  /** It cannot have more than its poll can look at; and needs no heap of Java. */
  private static final Set<String> WITHOUT = Set.of("asyncore");

  @Override
  public String group() {
    return "idle";
  }

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String title() {
    return "Connections that do nothing";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public double seconds(Effort effort) {
    return 8 * (3 + effort.seconds());
  }

  @Override
  public void measure(Laboratory laboratory) throws IOException, InterruptedException {
    for (Subject subject : laboratory.subjects().serving(Service.ECHO)) {
      if (!WITHOUT.contains(subject.name())) {
        measure(laboratory, subject);
      }
    }
  }

  private void measure(Laboratory laboratory, Subject subject)
      throws IOException, InterruptedException {
    try (RunningSubject server = laboratory.start(subject)) {
      int connections = laboratory.effort().idleConnections();
      // Everything that the first connection loads is not the connections' own.
      try (LoadGenerator first = laboratory.load(server, 0, List.of("exchange"))) {
        first.run(laboratory.effort().warmUpSeconds());
      }
      // So is what the question itself loads.
      heap(server);
      long heapBefore = heap(server);
      long residentBefore = ProcessStatus.residentBytes(server.processId());
      List<String> words = List.of("exchange", "--idle", Integer.toString(connections));
      try (LoadGenerator load = laboratory.load(server, 0, words)) {
        // The one that asks comes last: when it is answered, all others have been accepted.
        load.run(0);
        long resident = ProcessStatus.residentBytes(server.processId());
        note(laboratory, server, Metric.RESIDENT_MEMORY, resident / MEBIBYTE);
        note(
            laboratory,
            server,
            Metric.RESIDENT_PER_CONNECTION,
            (double) (resident - residentBefore) / connections);
        if (server.answers()) {
          double perConnection = (double) (heap(server) - heapBefore) / connections;
          note(laboratory, server, Metric.HEAP_PER_CONNECTION, perConnection);
        }
        note(laboratory, server, Metric.SLEEPS, sleeps(laboratory, server));
      }
    }
  }

  /** How often the loop wakes up, which it need not: it goes to sleep again each time. */
  private static double sleeps(Laboratory laboratory, RunningSubject server)
      throws IOException, InterruptedException {
    double seconds = Math.max(1, laboratory.effort().seconds());
    List<Path> threads = ProcessStatus.threadsInKernel(server.processId());
    long before = ProcessStatus.sleeps(threads);
    TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
    return (ProcessStatus.sleeps(threads) - before) / seconds;
  }

  private static long heap(RunningSubject server) throws IOException {
    return server.answers() ? server.ask("heap") : 0;
  }

  private void note(Laboratory laboratory, RunningSubject server, Metric metric, double value) {
    laboratory.results().add(name(), server.name(), metric, value);
  }
}
