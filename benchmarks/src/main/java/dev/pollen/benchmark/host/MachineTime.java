package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * How long all processors together have worked for anybody, and how long the hypervisor gave them
 * to somebody else: the difference to what is measured is disturbance.
 *
 * @param busySeconds for anybody on this machine
 * @param stolenSeconds for other machines on the same hardware
 */
public record MachineTime(double busySeconds, double stolenSeconds) {
  private static final double TICKS_PER_SECOND = 100;
  private static final int IDLE_FIELD = 4;
  private static final int WAITING_FIELD = 5;
  private static final int STOLEN_FIELD = 8;

  /** Reads it: proc_stat(5). */
  public static MachineTime now() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/stat"));
    String[] fields = lines.get(0).split(" +", -1);
    double busy = 0;
    for (int i = 1; i < STOLEN_FIELD; i++) {
      if (i != IDLE_FIELD && i != WAITING_FIELD) {
        busy += Long.parseLong(fields[i]);
      }
    }
    return new MachineTime(
        busy / TICKS_PER_SECOND, Long.parseLong(fields[STOLEN_FIELD]) / TICKS_PER_SECOND);
  }

  /** What was added since an earlier moment. */
  public MachineTime since(MachineTime earlier) {
    return new MachineTime(
        busySeconds - earlier.busySeconds, stolenSeconds - earlier.stolenSeconds);
  }
}
