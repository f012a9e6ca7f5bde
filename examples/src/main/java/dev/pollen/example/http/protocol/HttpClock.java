package dev.pollen.example.http.protocol;

import java.time.Instant;
import java.time.InstantSource;

/** The date for replies; formatted once a second and not for each of them. For one thread. */
public final class HttpClock {
  private final InstantSource source;
  private long second = Long.MIN_VALUE;
  private String date = "";

  /** Takes the time from a source. */
  public HttpClock(InstantSource source) {
    this.source = source;
  }

  String date() {
    Instant now = source.instant();
    if (now.getEpochSecond() != second) {
      second = now.getEpochSecond();
      date = HttpDate.format(now);
    }
    return date;
  }
}
