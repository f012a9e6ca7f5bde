package dev.pollen.benchmark.work;

import dev.pollen.benchmark.host.MachineTime;
import dev.pollen.benchmark.host.ProcessorTime;
import dev.pollen.benchmark.host.SystemCalls;
import dev.pollen.benchmark.host.UserShare;
import dev.pollen.benchmark.load.Load;
import dev.pollen.benchmark.load.LoadOutcome;
import dev.pollen.benchmark.load.WireCheck;
import dev.pollen.benchmark.result.Metric;
import dev.pollen.benchmark.subject.RunningSubject;
import java.io.IOException;
import org.HdrHistogram.Histogram;

/** One server with its load, and what is noted of their runs. */
final class Station implements AutoCloseable {
  private static final double NANOS_PER_MICRO = 1e3;
  private static final double MICROS_PER_SECOND = 1e6;

  private final String work;
  private final Laboratory laboratory;
  private final RunningSubject server;
  private final Load load;

  Station(String work, Laboratory laboratory, RunningSubject server, Load load) {
    this.work = work;
    this.laboratory = laboratory;
    this.server = server;
    this.load = load;
  }

  String name() {
    return server.name();
  }

  byte[] reply(WireCheck check) throws IOException {
    return check.reply(server.address());
  }

  /** Lets the virtual machine compile what is used. */
  void warmUp() throws IOException, InterruptedException {
    laboratory.progress().says(name() + " warms up");
    run(laboratory.effort().warmUpSeconds());
    allocatedBytes();
  }

  /** A turn. The server has nothing to do before and after, so that what it uses is for this. */
  void measure() throws IOException, InterruptedException {
    long allocatedBefore = allocatedBytes();
    MachineTime machineBefore = MachineTime.now();
    ProcessorTime before = ProcessorTime.of(server.processId());
    LoadOutcome outcome = run(laboratory.effort().seconds());
    ProcessorTime used = ProcessorTime.of(server.processId()).since(before);
    MachineTime machine = MachineTime.now().since(machineBefore);
    double requests = outcome.requests();

    note(Metric.REQUESTS_PER_SECOND, requests / outcome.seconds());
    if (server.answers()) {
      note(Metric.ALLOCATED, (allocatedBytes() - allocatedBefore) / requests);
    }
    Histogram latencies = outcome.latencies();
    if (latencies != null) {
      note(Metric.LATENCY_MEDIAN, latencies.getValueAtPercentile(50) / NANOS_PER_MICRO);
      note(Metric.LATENCY_99, latencies.getValueAtPercentile(99) / NANOS_PER_MICRO);
      note(Metric.LATENCY_999, latencies.getValueAtPercentile(99.9) / NANOS_PER_MICRO);
    }
    if (outcome.lateNanos() > 0) {
      note(Metric.LOAD_LATENESS, outcome.lateNanos() / NANOS_PER_MICRO);
    }
    note(Metric.LOAD_PROCESSOR, 100 * outcome.processorSeconds() / outcome.seconds());
    double others =
        machine.busySeconds()
            + machine.stolenSeconds()
            - used.totalSeconds()
            - outcome.processorSeconds();
    note(Metric.DISTURBANCE, Math.max(0, 100 * others / outcome.seconds()));

    double perRequest = used.totalSeconds() * MICROS_PER_SECOND / requests;
    double userShare = laboratory.samplesUserShare() ? sampledUserShare() : used.userShare();
    note(Metric.PROCESSOR_TIME, perRequest);
    note(Metric.USER_TIME, perRequest * userShare);
    note(Metric.SYSTEM_TIME, perRequest * (1 - userShare));
  }

  /** Sampling costs something, too, so it has a run of its own. */
  private double sampledUserShare() throws IOException, InterruptedException {
    laboratory.progress().says("sampling where " + name() + " is");
    try (UserShare sampling = UserShare.of(server.processId(), laboratory.directory())) {
      run(laboratory.effort().seconds() / 2);
      return sampling.share();
    }
  }

  /** Counting slows the kernel down, so nothing else is noted of this run. */
  void countCalls() throws IOException, InterruptedException {
    if (laboratory.countsCalls()) {
      laboratory.progress().says("counting the system calls of " + name());
      try (SystemCalls calls = SystemCalls.of(server.processId())) {
        LoadOutcome outcome = run(laboratory.effort().seconds() / 2);
        note(Metric.SYSTEM_CALLS, (double) calls.count() / outcome.requests());
      }
    }
  }

  private LoadOutcome run(double seconds) throws IOException, InterruptedException {
    try {
      return load.run(seconds);
    } catch (IOException e) {
      throw new IOException(name() + ": " + e.getMessage(), e);
    }
  }

  private long allocatedBytes() throws IOException {
    return server.answers() ? server.ask("allocated") : 0;
  }

  private void note(Metric metric, double value) {
    laboratory.results().add(work, server.name(), metric, value);
  }

  @Override
  public void close() {
    load.close();
    server.close();
  }
}
