package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Counts the system calls of a process from outside, by the counter of the kernel that perf reads.
 */
public final class SystemCalls implements AutoCloseable {
  private static final String EVENT = "raw_syscalls:sys_enter";

  private final Process perf;

  private SystemCalls(Process perf) {
    this.perf = perf;
  }

  /** Whether the kernel lets us count. */
  public static boolean canBeCounted() throws InterruptedException {
    return Programs.firstLine("perf", "stat", "-e", EVENT, "true").isPresent();
  }

  /** Counts from now on. Returns when the counter runs. */
  public static SystemCalls of(long processId) throws IOException {
    // What perf runs beside it tells that it counts; it ends with its input, and so does perf.
    Process perf =
        new ProcessBuilder(
                List.of(
                    "perf",
                    "stat",
                    "-x",
                    ",",
                    "-e",
                    EVENT,
                    "-p",
                    Long.toString(processId),
                    "--",
                    "sh",
                    "-c",
                    "echo; read end"))
            .start();
    if (perf.getInputStream().read() < 0) {
      throw new IOException(
          "perf: " + new String(perf.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }
    return new SystemCalls(perf);
  }

  /** Stops, and tells how many there were, those of the tool that counts not included. */
  public long count() throws IOException {
    perf.getOutputStream().close();
    String output = new String(perf.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return output
        .lines()
        .filter(line -> line.contains(EVENT))
        .mapToLong(line -> Long.parseLong(line.substring(0, line.indexOf(','))))
        .findFirst()
        .orElseThrow(() -> new IOException("perf counts nothing: " + output));
  }

  @Override
  public void close() {
    perf.destroy();
  }
}
