package dev.pollen.example.http.protocol;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/**
 * The date for replies; asked for once a turn, and formatted once a second. For one thread.
 *
 * <p>A turn is all that one arrival of bytes sets off: to ask for each reply costs time and tells
 * the same second.
 */
final class HttpClock {
  private final InstantSource source;
  private long second = Long.MIN_VALUE;
  private byte[] dateLine = {};

  HttpClock(InstantSource source) {
    this.source = source;
    beginTurn();
  }

  /** Takes the time. */
  void beginTurn() {
    long now = Math.floorDiv(source.millis(), TimeUnit.SECONDS.toMillis(1));
    if (now != second) {
      second = now;
      String date = HttpDate.format(Instant.ofEpochSecond(now));
      dateLine = ("Date: " + date + "\r\n").getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** The field with the date of this turn, as a line. */
  byte[] dateLine() {
    return dateLine;
  }
}
