package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs of the machine, by name. */
public final class Programs {
  private Programs() {}

  /** Whether there is such a program. */
  public static boolean isInstalled(String name) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
  }

  /**
   * What a program writes, its errors included.
   *
   * @throws IOException if it cannot be started, or fails
   */
  public static String output(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + output);
    }
    return output;
  }

  /** The first line that a program writes; nothing if it is not there. */
  public static Optional<String> firstLine(String... command) throws InterruptedException {
    try {
      return output(List.of(command)).lines().findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A program that the machine binds to processors, such as {@code 0} or {@code 0,1}. */
  public static List<String> pinned(String processors, List<String> command) {
    List<String> pinned = new ArrayList<>(List.of("taskset", "-c", processors));
    pinned.addAll(command);
    return List.copyOf(pinned);
  }
}
