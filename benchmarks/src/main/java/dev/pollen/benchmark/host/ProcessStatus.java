package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What {@code /proc} tells about a process: proc_pid_status(5). */
public final class ProcessStatus {
  private ProcessStatus() {}

  /** How much memory of a process is resident, in bytes. */
  public static long residentBytes(long processId) throws IOException {
    return 1024 * number(Path.of("/proc/" + processId + "/status"), "VmRSS:");
  }

  /** How often the threads of a process have gone to sleep. */
  public static long sleeps(long processId) throws IOException {
    long sum = 0;
    try (var threads = Files.list(Path.of("/proc/" + processId + "/task"))) {
      for (Path thread : threads.toList()) {
        sum += number(thread.resolve("status"), "voluntary_ctxt_switches:");
      }
    }
    return sum;
  }

  private static long number(Path file, String field) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.stream()
        .filter(line -> line.startsWith(field))
        .map(line -> line.substring(field.length()).replace("kB", "").strip())
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElseThrow(() -> new IOException(file + " has no field " + field));
  }
}
