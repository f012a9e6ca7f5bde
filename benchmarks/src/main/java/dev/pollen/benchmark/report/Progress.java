package dev.pollen.benchmark.report;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line that tells how far the run is, and how long it will still take. */
public final class Progress {
  private static final int WIDTH = 30;
  private static final int TEXT_WIDTH = 60;
  private static final double NANOS_PER_SECOND = 1e9;

  private final PrintStream out;
  private final boolean isTerminal;
  private final double expectedSeconds;
  private final long started = System.nanoTime();
  private double doneSeconds;
  private double workSeconds;
  private long workStarted = started;
  private String work = "";

  /**
   * Begins.
   *
   * @param out where the line goes
   * @param isTerminal whether it can be written over; otherwise there is a line for each work
   * @param expectedSeconds how long all is estimated to take
   */
  public Progress(PrintStream out, boolean isTerminal, double expectedSeconds) {
    this.out = out;
    this.isTerminal = isTerminal;
    this.expectedSeconds = expectedSeconds;
  }

  /** A work begins that is estimated to take so long. */
  public void begins(String name, double seconds) {
    doneSeconds += workSeconds;
    work = name;
    workSeconds = seconds;
    workStarted = System.nanoTime();
    if (isTerminal) {
      says("");
    } else {
      out.println(line(""));
    }
  }

  /** What is done at the moment. */
  public void says(String what) {
    if (isTerminal) {
      out.print("\r" + line(what) + "\u001b[K");
      out.flush();
    }
  }

  /** All is done. */
  public void ends() {
    if (isTerminal) {
      out.println();
    }
  }

  private String line(String what) {
    double share = share();
    int full = (int) (share * WIDTH);
    String text = what.isEmpty() ? work : work + ": " + what;
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %s left  %s",
        "#".repeat(full),
        ".".repeat(WIDTH - full),
        100 * share,
        left(share),
        text.substring(0, Math.min(text.length(), TEXT_WIDTH)));
  }

  private double share() {
    double inWork = Math.min(workSeconds, (System.nanoTime() - workStarted) / NANOS_PER_SECOND);
    return expectedSeconds == 0 ? 1 : Math.min(1, (doneSeconds + inWork) / expectedSeconds);
  }

  /** By what was estimated, corrected by how right that was so far. */
  private String left(double share) {
    double passed = (System.nanoTime() - started) / NANOS_PER_SECOND;
    double estimate = expectedSeconds * (1 - share);
    double pace = doneSeconds == 0 ? 1 : passed / (share * expectedSeconds);
    Duration left = Duration.ofSeconds((long) (estimate * pace));
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }
}
