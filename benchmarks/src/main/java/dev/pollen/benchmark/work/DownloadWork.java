package dev.pollen.benchmark.work;

import dev.pollen.benchmark.host.ProcessorTime;
import dev.pollen.benchmark.load.LoadGenerator;
import dev.pollen.benchmark.load.LoadOutcome;
import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.server.Service;
import dev.pollen.benchmark.subject.RunningSubject;
import dev.pollen.benchmark.subject.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Much output at once: how long it takes, whether the cost grows with the size, and a slow reader.
 */
final class DownloadWork implements Work {
  private static final long BYTES = 64L * 1024 * 1024;

  /** So that the reader takes about a quarter of a gigabyte a second. */
  private static final long SLOW_PAUSE_NANOS = 1_000_000;

  private static final int WARM_UP_DOWNLOADS = 10;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final double MICROS_PER_SECOND = 1e6;

  private final boolean isSlow;

  /** Makes the one with a fast, or with a slow reader. */
  DownloadWork(boolean isSlow) {
    this.isSlow = isSlow;
  }

  @Override
  public String group() {
    return "download";
  }

  @Override
  public String name() {
    return isSlow ? "download-64-slow" : "download-64";
  }

  @Override
  public String title() {
    return isSlow ? "64 MiB to a slow reader" : "64 MiB to a fast reader";
  }

  @Override
  public boolean isQuick() {
    return !isSlow;
  }

  @Override
  public double seconds(Effort effort) {
    return 8 * (2 + effort.rounds() * (isSlow ? 0.4 : 0.2));
  }

  @Override
  public void measure(Laboratory laboratory) throws IOException, InterruptedException {
    Map<RunningSubject, LoadGenerator> stations = new LinkedHashMap<>();
    try {
      for (Subject subject : laboratory.subjects().serving(Service.DOWNLOAD)) {
        RunningSubject server = laboratory.start(subject);
        stations.put(server, laboratory.load(server, 0, List.of("download")));
      }
      for (LoadGenerator load : stations.values()) {
        for (int i = 0; i < WARM_UP_DOWNLOADS; i++) {
          load.download(BYTES, 0);
        }
      }
      for (int round = 1; round <= laboratory.effort().rounds(); round++) {
        for (Map.Entry<RunningSubject, LoadGenerator> station : stations.entrySet()) {
          laboratory.progress().says(station.getKey().name() + ", round " + round);
          measure(laboratory, station.getKey(), station.getValue());
        }
      }
    } finally {
      stations.values().forEach(LoadGenerator::close);
      stations.keySet().forEach(RunningSubject::close);
    }
  }

  private void measure(Laboratory laboratory, RunningSubject server, LoadGenerator load)
      throws IOException {
    ProcessorTime before = ProcessorTime.of(server.processId());
    LoadOutcome whole = load.download(BYTES, isSlow ? SLOW_PAUSE_NANOS : 0);
    ProcessorTime used = ProcessorTime.of(server.processId()).since(before);
    note(laboratory, server, Metric.DURATION, whole.seconds() * MILLIS_PER_SECOND);
    note(laboratory, server, Metric.PROCESSOR_TIME, used.totalSeconds() * MICROS_PER_SECOND);
    if (!isSlow) {
      LoadOutcome half = load.download(BYTES / 2, 0);
      note(laboratory, server, Metric.GROWTH, whole.seconds() / half.seconds());
    }
  }

  private void note(Laboratory laboratory, RunningSubject server, Metric metric, double value) {
    laboratory.results().add(name(), server.name(), metric, value);
  }
}
