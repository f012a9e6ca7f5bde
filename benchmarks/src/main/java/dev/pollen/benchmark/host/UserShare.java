package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which share of its processor time a process spends in its own code, and not in the kernel, by
 * samples of where it is. The kernel itself samples at its ticks, 100 to 1000 a second: of an echo
 * a tenth is the program's, so that a turn of two seconds would be judged by some fifty samples.
 */
public final class UserShare implements AutoCloseable {
  /**
   * Per second of processor time. Each sample costs an interrupt, so nothing else is measured
   * meanwhile; with more of them, what is sampled would be the sampling.
   */
  public static final int RATE = 4000;

  /** The upper half of the addresses is the kernel's. */
  private static final int DIGITS_OF_KERNEL = 16;

  private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]+");

  private final PerfTool perf;
  private final Path samples;

  private UserShare(PerfTool perf, Path samples) {
    this.perf = perf;
    this.samples = samples;
  }

  /** Whether the kernel lets us sample it, too. */
  public static boolean canBeSampled() throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("perf"));
    // Where that is forbidden, perf leaves the kernel out without a word, unless that is all.
    command.addAll(record("cpu-clock:k", "/dev/null"));
    command.addAll(List.of("--", "echo", "perf works"));
    return Programs.firstLine(command.toArray(String[]::new)).isPresent();
  }

  /**
   * Samples from now on. Returns when that has begun.
   *
   * @param directory for the samples
   */
  public static UserShare of(long processId, Path directory) throws IOException {
    Path samples = directory.resolve("perf.data");
    PerfTool perf = PerfTool.watching(processId, record("cpu-clock", samples.toString()));
    return new UserShare(perf, samples);
  }

  /** Stops, and tells the share, from 0 to 1. */
  public double share() throws IOException, InterruptedException {
    String messages = perf.end();
    List<String> addresses =
        Programs.output(List.of("perf", "script", "-i", samples.toString(), "-F", "ip"))
            .lines()
            .map(String::strip)
            .filter(line -> ADDRESS.matcher(line).matches())
            .toList();
    if (addresses.isEmpty()) {
      throw new IOException("perf samples nothing: " + messages);
    }
    long inKernel = addresses.stream().filter(UserShare::isOfKernel).count();
    return 1 - (double) inKernel / addresses.size();
  }

  private static List<String> record(String event, String file) {
    return List.of("record", "-q", "-e", event, "-F", Integer.toString(RATE), "-o", file);
  }

  private static boolean isOfKernel(String address) {
    return address.length() == DIGITS_OF_KERNEL && address.charAt(0) >= '8';
  }

  @Override
  public void close() throws IOException {
    perf.close();
    Files.deleteIfExists(samples);
  }
}
