package dev.pollen.benchmark.subject;

import dev.pollen.benchmark.host.Programs;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** The process of a server, which listens. */
public final class RunningSubject implements AutoCloseable {
  private final Subject subject;
  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;
  private int port;

  private RunningSubject(Subject subject, Process process, int port) {
    this.subject = subject;
    this.process = process;
    this.output = process.inputReader();
    this.input = process.outputWriter();
    this.port = port;
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @param processors to which it is bound
   * @param log where its errors go
   */
  public static RunningSubject start(Subject subject, String processors, Path log)
      throws IOException {
    int given = subject.command().contains(Subject.PORT) ? freePort() : 0;
    List<String> command =
        subject.command().stream()
            .map(word -> word.equals(Subject.PORT) ? Integer.toString(given) : word)
            .toList();
    Process process =
        new ProcessBuilder(Programs.pinned(processors, command))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    RunningSubject running = new RunningSubject(subject, process, given);
    running.awaitReadiness(log);
    return running;
  }

  /** A port that was free a moment ago; the system does not give it to others so soon. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReadiness(Path log) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher matcher = subject.readiness().matcher(line);
      if (matcher.find()) {
        if (matcher.groupCount() > 0) {
          port = Integer.parseInt(matcher.group(1));
        }
        return;
      }
    }
    throw new IOException(subject.name() + " does not start; see " + log);
  }

  /** Who runs. */
  public String name() {
    return subject.name();
  }

  /** Whether questions can be asked. */
  public boolean answers() {
    return subject.answers();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Its number. */
  public long processId() {
    return process.pid();
  }

  /**
   * Asks the server about itself.
   *
   * @throws IOException if it has ended, or knows no answer
   */
  public long ask(String question) throws IOException {
    input.write(question + "\n");
    input.flush();
    @Nullable String answer = output.readLine();
    if (answer == null) {
      throw new IOException(subject.name() + " does not answer '" + question + "'");
    }
    return Long.parseLong(answer);
  }

  /** Ends the process, and waits for that. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
