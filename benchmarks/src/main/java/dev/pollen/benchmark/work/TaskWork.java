package dev.pollen.benchmark.work;

import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.subject.RunningSubject;
import dev.pollen.benchmark.subject.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Timers, and tasks from another thread; the servers measure themselves.
 *
 * @param name see {@link Work#name}; also what the servers are asked
 * @param title see {@link Work#title}
 */
record TaskWork(String name, String title) implements Work {
  /** One for the thread that runs tasks, one for the other. */
  private static final String BOTH_PROCESSORS = "0,1";

  private static final int WARM_UP_ROUNDS = 5;

  static List<Work> all() {
    return List.of(
        new TaskWork("timers", "A timer that is set and cancelled, among 10 000 others"),
        new TaskWork("wakeups", "A task from another thread to a sleeping loop, and back"),
        new TaskWork("handovers", "A task from another thread to a busy loop"));
  }

  @Override
  public String group() {
    return "tasks";
  }

  @Override
  public boolean isQuick() {
    return true;
  }

  @Override
  public double seconds(Effort effort) {
    return 7 * (1 + (WARM_UP_ROUNDS + effort.rounds()) * 0.2);
  }

  @Override
  public void measure(Laboratory laboratory) throws IOException {
    List<RunningSubject> running = new ArrayList<>();
    try {
      for (Subject subject : laboratory.subjects().runningTasks()) {
        RunningSubject server = laboratory.start(subject, BOTH_PROCESSORS);
        running.add(server);
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
          server.ask(name);
        }
      }
      for (int round = 1; round <= laboratory.effort().rounds(); round++) {
        for (RunningSubject server : running) {
          laboratory.progress().says(server.name() + ", round " + round);
          double nanos = server.ask(name);
          laboratory.results().add(name, server.name(), Metric.OPERATION, nanos);
        }
      }
    } finally {
      running.forEach(RunningSubject::close);
    }
  }
}
