package dev.pollen.linux.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.linux.system.FileCalls;
import dev.pollen.linux.system.ProgramCalls;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Standard input and output of a process, whatever a shell has made them. */
final class StandardInputTest {
  private static final String UNCHANGED = "end: PEER\nduring: true\nafter: true\n";

  @TempDir Path directory;

  private static Process start(String transport, Redirect input) throws IOException {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classPath,
            Capitals.class.getName(),
            transport)
        .redirectInput(input)
        .redirectError(Redirect.INHERIT)
        .start();
  }

  private static String output(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).isZero();
    return output;
  }

  @EveryTransport
  void aPipe(String transport) throws Exception {
    Process process = start(transport, Redirect.PIPE);
    try (OutputStream input = process.getOutputStream()) {
      input.write("first\nsecond\n".getBytes(StandardCharsets.US_ASCII));
    }

    assertThat(output(process)).isEqualTo("FIRST\nSECOND\n" + UNCHANGED);
  }

  @EveryTransport
  void aFile(String transport) throws Exception {
    Path file = Files.writeString(directory.resolve("commands.txt"), "first\nsecond\n");
    Process process = start(transport, Redirect.from(file.toFile()));

    assertThat(output(process)).isEqualTo("FIRST\nSECOND\n" + UNCHANGED);
  }

  @EveryTransport
  void nothing(String transport) throws Exception {
    Process process = start(transport, Redirect.from(Path.of("/dev/null").toFile()));

    assertThat(output(process)).isEqualTo(UNCHANGED);
  }

  @EveryTransport
  void aTerminal(String transport) throws Exception {
    ProgramCalls program = new ProgramCalls();
    int terminal = program.terminal();
    int slave = program.open(program.slave(terminal), FileCalls.O_RDWR);
    try {
      Process process = start(transport, Redirect.from(program.slave(terminal).toFile()));
      // The last one is what control and D make on a keyboard: the end.
      program.write(terminal, "first\nsecond\n\u0004");

      assertThat(output(process)).isEqualTo("FIRST\nSECOND\n" + UNCHANGED);
    } finally {
      program.close(slave);
      program.close(terminal);
    }
  }
}
