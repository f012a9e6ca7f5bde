package dev.pollen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.TransportProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Providers that cannot be loaded are as good as none, as those of pollen-linux on Java 17. */
@Timeout(60)
final class TransportsTest {
  /** In a class file, the version stands behind the magic number and the minor version. */
  private static final int MAJOR_VERSION = 6;

  private static final int NEWER = 0xFFFF;

  @TempDir Path others;
  private Path services;

  @BeforeEach
  void makeServices() throws IOException {
    services = others.resolve("META-INF/services").resolve(TransportProvider.class.getName());
    Files.createDirectories(services.getParent());
  }

  private String openTwice() throws IOException, InterruptedException {
    String classPath =
        String.join(
            File.pathSeparator,
            others.toString(),
            Path.of("target", "classes").toAbsolutePath().toString(),
            Path.of("target", "test-classes").toAbsolutePath().toString());
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                OpenedTwice.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static List<String> lines(String output, String containing) {
    return output.lines().filter(line -> line.contains(containing)).toList();
  }

  @Test
  void oneForANewerJavaIsToldOnceAndNioIsTaken() throws Exception {
    byte[] provider;
    try (InputStream file = TransportsTest.class.getResourceAsStream("StubSocket.class")) {
      provider = file.readAllBytes();
    }
    ByteBuffer.wrap(provider).putShort(MAJOR_VERSION, (short) NEWER);
    Path newer = Files.createDirectories(others.resolve("dev/pollen")).resolve("StubSocket.class");
    Files.write(newer, provider);
    Files.writeString(services, "dev.pollen.StubSocket");
    String output = openTwice();
    assertThat(lines(output, "transport=nio")).hasSize(2);
    assertThat(lines(output, "A transport is not installed"))
        .singleElement()
        .asString()
        .contains("FINE", "UnsupportedClassVersionError", "dev/pollen/StubSocket");
  }

  @Test
  void oneThatIsMissingIsToldOnceAndNioIsTaken() throws Exception {
    Files.writeString(services, "dev.pollen.Missing");
    String output = openTwice();
    assertThat(lines(output, "transport=nio")).hasSize(2);
    assertThat(lines(output, "A transport is not installed"))
        .singleElement()
        .asString()
        .contains("ServiceConfigurationError", "dev.pollen.Missing");
  }
}
