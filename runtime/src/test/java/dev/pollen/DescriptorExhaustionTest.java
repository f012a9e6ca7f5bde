package dev.pollen;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server in a process of its own that may open few descriptors, and more peers than that. */
@Timeout(60)
final class DescriptorExhaustionTest {
  private static final int MAX_DESCRIPTORS = 100;

  private final List<Socket> peers = new ArrayList<>();

  @AfterEach
  void closePeers() throws IOException {
    for (Socket peer : peers) {
      peer.close();
    }
  }

  @Test
  void aListenerOutlivesItDoesNotSpinAndServesAgain(@TempDir Path directory) throws IOException {
    assumeTrue(new File("/bin/sh").canExecute(), "this system has no sh, and so no ulimit");
    Process server = startServer(jarOfEverything(directory));
    try (BufferedReader output = server.inputReader()) {
      String port = output.readLine();
      assertThat(port).as("the port of the server").isNotNull();
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
      Socket first = connect(address);
      assertThat(failedAccepts(first)).isZero();
      // From before the first failure: a slow machine makes the time longer, never shorter.
      long start = System.nanoTime();
      for (int i = 0; i < 2 * MAX_DESCRIPTORS; i++) {
        connect(address);
      }

      // Each failure doubles the pause before the next, up to a second: 10, 20, 40, 80 ms.
      int failures = awaitFailures(first, 5);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .as("the time in which accepting failed %s times", failures)
          .isGreaterThanOrEqualTo(Duration.ofMillis(100));
      assertThat(failures).as("failures in less than a minute").isLessThan(100);

      for (Socket peer : peers.subList(1, peers.size())) {
        peer.close();
      }
      assertThat(failedAccepts(connect(address))).isLessThan(200);
    } finally {
      server.destroy();
    }
  }

  @Test
  void aServerThatHasNotReadOrClosedAnythingYetOutlivesItToo(@TempDir Path directory)
      throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "descriptors cannot be counted");
    Process server = startServer(jarOfEverything(directory));
    try (BufferedReader output = server.inputReader()) {
      InetSocketAddress address =
          new InetSocketAddress(
              InetAddress.getLoopbackAddress(), Integer.parseInt(output.readLine()));
      for (int i = 0; i < 2 * MAX_DESCRIPTORS; i++) {
        connect(address);
      }
      while (server.isAlive() && descriptorsOf(server) < MAX_DESCRIPTORS) {
        Thread.onSpinWait();
      }
      closePeers();

      assertThat(failedAccepts(connect(address))).isLessThan(200);
    } finally {
      server.destroy();
    }
  }

  private static long descriptorsOf(Process process) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      return descriptors.count();
    }
  }

  private static Process startServer(Path jar) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            "/bin/sh",
            "-c",
            "ulimit -n " + MAX_DESCRIPTORS + " && exec \"$0\" \"$@\"",
            java,
            "-cp",
            jar.toString(),
            ShortOfDescriptors.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** As in production: loading a class from a directory would take a descriptor, too. */
  private static Path jarOfEverything(Path directory) throws IOException {
    Path jar = directory.resolve("everything.jar");
    Set<String> names = new HashSet<>();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path root : directoriesOfClasses()) {
        try (Stream<Path> files = Files.walk(root)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            String name = root.relativize(file).toString();
            if (!name.equals("module-info.class") && names.add(name)) {
              out.putNextEntry(new JarEntry(name));
              Files.copy(file, out);
            }
          }
        }
      }
    }
    return jar;
  }

  private static List<Path> directoriesOfClasses() {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(System.getProperty("java.class.path"))
        .map(Path::of)
        .filter(Files::isDirectory)
        .toList();
  }

  private Socket connect(InetSocketAddress address) throws IOException {
    Socket peer = new Socket();
    peers.add(peer);
    peer.setSoTimeout(20_000);
    peer.connect(address);
    return peer;
  }

  private static int awaitFailures(Socket peer, int atLeast) throws IOException {
    int failures = failedAccepts(peer);
    while (failures < atLeast) {
      failures = failedAccepts(peer);
    }
    return failures;
  }

  private static int failedAccepts(Socket peer) throws IOException {
    peer.getOutputStream().write('?');
    byte[] answer = peer.getInputStream().readNBytes(8);
    return Integer.parseInt(new String(answer, US_ASCII));
  }
}
