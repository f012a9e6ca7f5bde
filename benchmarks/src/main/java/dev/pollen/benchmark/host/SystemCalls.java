package dev.pollen.benchmark.host;

import java.io.IOException;
import java.util.List;

/**
 * Counts the system calls of a process from outside, by the counter of the kernel that perf reads.
 */
public final class SystemCalls implements AutoCloseable {
  private static final String EVENT = "raw_syscalls:sys_enter";

  private final PerfTool perf;

  private SystemCalls(PerfTool perf) {
    this.perf = perf;
  }

  /** Whether the kernel lets us count. */
  public static boolean canBeCounted() throws InterruptedException {
    return Programs.firstLine("perf", "stat", "-e", EVENT, "true").isPresent();
  }

  /** Counts from now on. Returns when the counter runs. */
  public static SystemCalls of(long processId) throws IOException {
    return new SystemCalls(PerfTool.watching(processId, List.of("stat", "-x", ",", "-e", EVENT)));
  }

  /** Stops, and tells how many there were, those of the tool that counts not included. */
  public long count() throws IOException, InterruptedException {
    String output = perf.end();
    return output
        .lines()
        .filter(line -> line.contains(EVENT))
        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
        .findFirst()
        .orElseThrow(() -> new IOException("perf counts nothing: " + output));
  }

  @Override
  public void close() {
    perf.close();
  }
}
