package dev.pollen.benchmark.work;

import dev.pollen.benchmark.load.WireCheck;
import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.server.Service;
import dev.pollen.benchmark.subject.RunningSubject;
import dev.pollen.benchmark.subject.Subject;
import java.io.IOException;

/** From the start of a process to its first reply. */
final class StartWork implements Work {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final WireCheck REQUEST = new WireCheck("hello", "hello");

  @Override
  public String group() {
    return "start";
  }

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String title() {
    return "Start-up to the first echo";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public double seconds(Effort effort) {
    return 8 * 0.6 * effort.rounds();
  }

  @Override
  public void measure(Laboratory laboratory) throws IOException, InterruptedException {
    // The first round only brings the files into memory.
    for (int round = 0; round <= laboratory.effort().rounds(); round++) {
      for (Subject subject : laboratory.subjects().serving(Service.ECHO)) {
        long start = System.nanoTime();
        try (RunningSubject server = laboratory.start(subject)) {
          REQUEST.reply(server.address());
          double millis = (System.nanoTime() - start) / NANOS_PER_MILLI;
          if (round > 0) {
            laboratory.results().add(name(), server.name(), Metric.DURATION, millis);
          }
        }
      }
    }
  }
}
