package dev.pollen.linux.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java with the class path of this one, to run a program in. */
public final class ChildJvm {
  private final List<String> command = new ArrayList<>();

  /**
   * Prepares one.
   *
   * @param prefix the command that runs it, if another one does
   */
  public ChildJvm(String... prefix) {
    command.addAll(List.of(prefix));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-ea");
  }

  /** Allows native access, so that nothing is said about it. */
  public ChildJvm withNativeAccess() {
    return with("--enable-native-access=ALL-UNNAMED");
  }

  /** With options of the JVM. */
  public ChildJvm with(String... options) {
    command.addAll(List.of(options));
    return this;
  }

  /** Starts a program, whose errors go where its output goes. */
  public Process start(Class<?> program, String... arguments) throws IOException {
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** Runs a program to its end, which must be a good one; answers what it has written. */
  public String run(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(program, arguments);
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
