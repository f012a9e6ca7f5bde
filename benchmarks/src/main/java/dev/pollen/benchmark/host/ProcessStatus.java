package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What {@code /proc} tells about a process: proc_pid_status(5). */
public final class ProcessStatus {
  private static final String RUNNING = "0";

  private ProcessStatus() {}

  /** How much memory of a process is resident, in bytes. */
  public static long residentBytes(long processId) throws IOException {
    return 1024 * number(Path.of("/proc/" + processId + "/status"), "VmRSS:");
  }

  /**
   * The threads of a process that wait for the kernel at the moment. Those that wait for other
   * threads are left out: some of a virtual machine wake up many times a second by themselves.
   */
  public static List<Path> threadsInKernel(long processId) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + processId + "/task"))) {
      for (Path thread : threads.toList()) {
        String place = Files.readString(thread.resolve("wchan"));
        if (!place.equals(RUNNING) && !place.startsWith("futex")) {
          found.add(thread);
        }
      }
    }
    return found;
  }

  /** How often these threads have gone to sleep. */
  public static long sleeps(List<Path> threads) throws IOException {
    long sum = 0;
    for (Path thread : threads) {
      sum += number(thread.resolve("status"), "voluntary_ctxt_switches:");
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
