package dev.pollen;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long the queue of a Unix socket is left alone that is ready for output and has no room all
 * the same. Readiness is about what the socket itself holds; its receiver may be full beside that,
 * and unless it is the one peer, nothing tells when it no longer is (unix(7)). Twice as long after
 * each attempt, until something is taken.
 *
 * <p>Its timer is one of the loop, since those of the channel end with {@code close()}, and what is
 * queued then is still to leave.
 */
final class SendPause {
  private static final long FIRST_MILLIS = 1;
  private static final long LONGEST_MILLIS = 128;

  private final Loop loop;
  private final Runnable resume;
  private long millis = FIRST_MILLIS;
  private @Nullable Timer timer;

  /** For a loop; what is to be done after each pause. */
  SendPause(Loop loop, Runnable resume) {
    this.loop = loop;
    this.resume = resume;
  }

  boolean isRunning() {
    return timer != null;
  }

  void begin() {
    timer = loop.schedule(Duration.ofMillis(millis), this::over);
    millis = Math.min(2 * millis, LONGEST_MILLIS);
  }

  private void over() {
    timer = null;
    resume.run();
  }

  /** Something was taken. */
  void succeeded() {
    millis = FIRST_MILLIS;
  }

  void cancel() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
