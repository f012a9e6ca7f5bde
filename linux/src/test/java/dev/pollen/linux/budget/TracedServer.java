package dev.pollen.linux.budget;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollen.linux.process.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A {@link CountedServer} under strace(1). */
final class TracedServer implements AutoCloseable {
  private static final String STRACE = "strace";

  private final Path trace;
  private final Process process;
  private final int port;
  private final Socket marking;

  TracedServer(String transport, Path trace) throws IOException {
    requireStrace();
    this.trace = trace;
    process =
        new ChildJvm(STRACE, "-f", "-qq", "-o", trace.toString())
            .withNativeAccess()
            .start(CountedServer.class, transport);
    String line = process.inputReader(UTF_8).readLine();
    assertThat(line).as("what a traced server says first, its port").matches("\\d+");
    port = Integer.parseInt(line);
    marking = connect();
  }

  /** Where the budget is kept it must be there; others may build without. */
  private static void requireStrace() {
    boolean isInstalled =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, STRACE)));
    if (System.getenv("CI") == null) {
      assumeTrue(isInstalled, "System calls are not counted without strace(1)");
    }
    assertThat(isInstalled).as("strace(1) is installed, which counts system calls").isTrue();
  }

  Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** Leaves a mark in the trace, by a request that costs what each other one does. */
  void mark() throws IOException {
    byte[] request = CountedServer.MARK.concat("\n").getBytes(US_ASCII);
    marking.getOutputStream().write(request);
    assertThat(marking.getInputStream().readNBytes(request.length)).isEqualTo(request);
  }

  /** Ends the server; answers what was traced. */
  List<String> end() throws IOException, InterruptedException {
    marking.close();
    assertThat(process.waitFor()).isZero();
    return Files.readAllLines(trace);
  }

  @Override
  public void close() throws IOException {
    // A server that is still there ends with its marks, and strace(1) with it.
    marking.close();
  }
}
