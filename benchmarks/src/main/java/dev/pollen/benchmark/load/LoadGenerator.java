package dev.pollen.benchmark.load;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.pollen.benchmark.host.Programs;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** The load generator in C, whose connections live as long as this object. */
public final class LoadGenerator implements Load {
  private static final int SIGNIFICANT_DIGITS = 3;

  private final Process process;
  private final BufferedReader output;
  private final BufferedWriter input;
  private final double rate;
  private final Path log;

  /** What it writes after a run; the names are those of its JSON. */
  record Answer(
      long requests,
      double seconds,
      double cpuSeconds,
      long lateNanos,
      List<List<Long>> latencies) {}

  private LoadGenerator(Process process, double rate, Path log) {
    this.process = process;
    this.output = process.inputReader();
    this.input = process.outputWriter();
    this.rate = rate;
    this.log = log;
  }

  /**
   * Starts it, and waits until its connections are there.
   *
   * @param program where it is
   * @param processors to which it is bound
   * @param words its command line
   * @param rate how many requests are to be sent a second; 0 for as many as are answered
   * @param log where its errors go
   */
  public static LoadGenerator start(
      Path program, String processors, List<String> words, double rate, Path log)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(words);
    Process process =
        new ProcessBuilder(Programs.pinned(processors, command))
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    LoadGenerator load = new LoadGenerator(process, rate, log);
    load.nextLine();
    return load;
  }

  @Override
  public LoadOutcome run(double seconds) throws IOException {
    return obey(String.format(Locale.ROOT, "run %f %f", seconds, rate));
  }

  /** Fetches bytes, with a pause behind each piece of 256 KiB. */
  public LoadOutcome download(long bytes, long pauseNanos) throws IOException {
    return obey("download " + bytes + " " + pauseNanos);
  }

  private LoadOutcome obey(String order) throws IOException {
    input.write(order + "\n");
    input.flush();
    Answer answer = JSON.std.beanFrom(Answer.class, nextLine());
    Histogram latencies = new Histogram(SIGNIFICANT_DIGITS);
    for (List<Long> valueAndCount : answer.latencies()) {
      latencies.recordValueWithCount(valueAndCount.get(0), valueAndCount.get(1));
    }
    return new LoadOutcome(
        answer.requests(), answer.seconds(), answer.cpuSeconds(), answer.lateNanos(), latencies);
  }

  private String nextLine() throws IOException {
    String line = output.readLine();
    if (line == null) {
      throw new IOException("The load has given up; see " + log);
    }
    return line;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
