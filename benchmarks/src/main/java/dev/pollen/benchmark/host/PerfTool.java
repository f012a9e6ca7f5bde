package dev.pollen.benchmark.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One run of perf, which watches another process from when this is made until it is ended. */
final class PerfTool implements AutoCloseable {
  private final Process process;

  private PerfTool(Process process) {
    this.process = process;
  }

  /**
   * Starts it. Returns when it watches.
   *
   * @param options what is watched
   */
  static PerfTool watching(long processId, List<String> options) throws IOException {
    List<String> command = new ArrayList<>(List.of("perf"));
    command.addAll(options);
    // What perf runs beside it tells that it watches; it ends with its input, and so does perf.
    command.addAll(List.of("-p", Long.toString(processId), "--", "sh", "-c", "echo; read end"));
    Process process = new ProcessBuilder(command).start();
    if (process.getInputStream().read() < 0) {
      throw new IOException("perf: " + errors(process));
    }
    return new PerfTool(process);
  }

  /** Ends it; says what it has to tell. */
  String end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    String errors = errors(process);
    process.waitFor();
    return errors;
  }

  private static String errors(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
