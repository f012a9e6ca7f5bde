package dev.pollen;

import java.time.Duration;

/**
 * How long a channel leaves its socket alone when the system cannot serve it: the socket stays
 * ready, and trying again at once would only burn the processor. Twice as long after each failure,
 * until something succeeds.
 */
final class Backoff {
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 1000;

  private final Channel channel;
  private long pauseMillis = FIRST_PAUSE_MILLIS;

  Backoff(Channel channel) {
    this.channel = channel;
  }

  /** Resumes after a while, unless the channel is closed by then; says after how long. */
  long pause(TimedHook resume) {
    long thisPauseMillis = pauseMillis;
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    Timer.once(channel.loop(), resume, channel).reschedule(Duration.ofMillis(thisPauseMillis));
    return thisPauseMillis;
  }

  void succeeded() {
    pauseMillis = FIRST_PAUSE_MILLIS;
  }
}
