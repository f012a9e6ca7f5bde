package dev.pollen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runtime in a Java with and without the module {@code jdk.jfr}, as a module and not. */
@Timeout(60)
final class WithoutRecorderTest {
  private static final Path CLASSES = Path.of("target", "classes").toAbsolutePath();
  private static final Path TESTS = Path.of("target", "test-classes").toAbsolutePath();

  private static List<String> onClassPath(String... options) {
    List<String> command = new ArrayList<>(List.of(options));
    command.addAll(List.of("-cp", CLASSES + File.pathSeparator + TESTS));
    command.add(EchoOnce.class.getName());
    return command;
  }

  private static List<String> onModulePath(String... options) {
    List<String> command = new ArrayList<>(List.of(options));
    command.addAll(List.of("-p", CLASSES.toString(), "--patch-module", "dev.pollen=" + TESTS));
    command.addAll(List.of("-m", "dev.pollen/" + EchoOnce.class.getName()));
    return command;
  }

  /** What it writes, errors too. */
  private static String run(List<String> options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static void assertThatAllWorks(String output) {
    assertThat(output)
        .contains("answer: hello", "failure=handler method=EchoOnce.handleEof", "accepted=1");
  }

  @Test
  void onTheClassPathWithout() throws IOException, InterruptedException {
    String output = run(onClassPath("--limit-modules", "java.base"));
    assertThatAllWorks(output);
    assertThat(output).contains("recorder: false", "module: false");
  }

  @Test
  void onTheModulePathWithout() throws IOException, InterruptedException {
    String output = run(onModulePath("--limit-modules", "java.base"));
    assertThatAllWorks(output);
    assertThat(output).contains("recorder: false", "module: true");
  }

  @Test
  void onTheModulePathWith(@TempDir Path directory) throws IOException, InterruptedException {
    Path file = directory.resolve("recording.jfr");
    String output = run(onModulePath("-XX:StartFlightRecording:filename=" + file));
    assertThatAllWorks(output);
    assertThat(output).contains("recorder: true", "module: true");
    assertThat(RecordingFile.readAllEvents(file).stream().map(WithoutRecorderTest::name))
        .contains("dev.pollen.Accept", "dev.pollen.Close");
  }

  private static String name(RecordedEvent event) {
    return event.getEventType().getName();
  }
}
