package dev.pollen.example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples as processes that somebody starts and stops. */
final class ProcessTest {
  /** What a process ends with that the signal TERM has ended. */
  private static final int TERMINATED = 128 + 15;

  @TempDir Path directory;

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Examples.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).start();
  }

  private static InetSocketAddress address(Process process) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    assertThat(line).matches("Listening on (http://127\\.0\\.0\\.1:\\d+/|127\\.0\\.0\\.1:\\d+)");
    URI uri = URI.create(line.replaceFirst("Listening on (http://)?", "x://"));
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  private static void terminate(Process process) {
    // Unlike the method of the process itself, this one leaves its output to be read.
    assertThat(process.toHandle().destroy()).isTrue();
  }

  private static void expectCleanEnd(Process process) throws IOException, InterruptedException {
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    assertThat(process.errorReader(StandardCharsets.UTF_8).readLine()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "kv", "chat"})
  void servesUntilItIsTerminated(String command) throws IOException, InterruptedException {
    Process process = start(command, "--port", "0");
    try (Client client = Client.connect(address(process))) {
      client.send("hello\r\n");
      assertThat(client.line()).isNotEmpty();
      terminate(process);
      client.rest();
      client.hangUp();
      expectCleanEnd(process);
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "http-by-hand"})
  void finishesADownloadWhenItIsTerminated(String command)
      throws IOException, InterruptedException {
    int size = 16 << 20;
    Files.write(directory.resolve("file"), new byte[size]);
    Process process = start(command, "--port", "0", "--directory", directory.toString());
    try (Client client = Client.connectSlow(address(process))) {
      client.send("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
      while (!client.line().isEmpty()) {
        // Skips the head.
      }
      terminate(process);
      assertThat(client.rest()).hasSize(size);
      client.hangUp();
      expectCleanEnd(process);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void servesDatagrams() throws IOException, InterruptedException {
    Process process = start("echo", "--udp", "--port", "0");
    try (DatagramSocket client = new DatagramSocket()) {
      client.setSoTimeout(10_000);
      client.connect(address(process));
      byte[] said = "hello".getBytes(StandardCharsets.US_ASCII);
      client.send(new DatagramPacket(said, said.length));
      DatagramPacket heard = new DatagramPacket(new byte[100], 100);
      client.receive(heard);
      assertThat(Arrays.copyOf(heard.getData(), heard.getLength())).isEqualTo(said);
      terminate(process);
      expectCleanEnd(process);
    } finally {
      process.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"echo", "chat", "http", "http-by-hand", "smtp", "socks", "kv"})
  void deletesThePathOfItsUnixSocket(String command) throws IOException, InterruptedException {
    Path path = directory.resolve("socket");
    Process process = start(command, "--unix", path.toString());
    try {
      assertThat(process.inputReader(StandardCharsets.UTF_8).readLine())
          .isEqualTo("Listening on " + path);
      SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
      terminate(process);
      expectCleanEnd(process);
      assertThat(path).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void endsWithAnExitCodeIfItCannotStart() throws IOException, InterruptedException {
    Process process = start("http", "--directory", directory.resolve("missing").toString());
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(process.errorReader(StandardCharsets.UTF_8).lines()).hasSize(1);
  }
}
