package dev.pollen.example.http.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The date for replies; formatted once a second and not for each of them. For one thread. */
final class HttpClock {
  private final InstantSource source;
  private long second = Long.MIN_VALUE;
  private byte[] dateLine = {};

  HttpClock(InstantSource source) {
    this.source = source;
  }

  /** The field with the date of now, as a line. */
  byte[] dateLine() {
    long now = Math.floorDiv(source.millis(), TimeUnit.SECONDS.toMillis(1));
    if (now != second) {
      second = now;
      String date = HttpDate.format(Instant.ofEpochSecond(now));
      dateLine = ("Date: " + date + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
    return dateLine;
  }
}
