package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How long the processors have worked for a process, all its threads together.
 *
 * <p>The sum is exact to a tick of 10 ms. How it divides is an estimate: the kernel looks at each
 * of its own ticks (100 to 1000 a second) where the process is; {@link UserShare} looks more often.
 *
 * @param userSeconds in its own code
 * @param systemSeconds in the kernel for it
 */
public record ProcessorTime(double userSeconds, double systemSeconds) {
  /** USER_HZ, which is part of the interface between Linux and programs. */
  private static final double TICKS_PER_SECOND = 100;

  /** Behind the name of the program, which may have blanks: proc_pid_stat(5), fields 14 and 15. */
  private static final int USER_FIELD = 11;

  private static final int SYSTEM_FIELD = 12;

  /** Reads that of a process. */
  public static ProcessorTime of(long processId) throws IOException {
    String text = Files.readString(Path.of("/proc/" + processId + "/stat"));
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessorTime(
        Long.parseLong(fields[USER_FIELD]) / TICKS_PER_SECOND,
        Long.parseLong(fields[SYSTEM_FIELD]) / TICKS_PER_SECOND);
  }

  /** What was added since an earlier moment. */
  public ProcessorTime since(ProcessorTime earlier) {
    return new ProcessorTime(
        userSeconds - earlier.userSeconds, systemSeconds - earlier.systemSeconds);
  }

  /** The share of the program in both parts, from 0 to 1. */
  public double userShare() {
    return totalSeconds() == 0 ? 0 : userSeconds / totalSeconds();
  }

  /** Both parts together. */
  public double totalSeconds() {
    return userSeconds + systemSeconds;
  }
}
