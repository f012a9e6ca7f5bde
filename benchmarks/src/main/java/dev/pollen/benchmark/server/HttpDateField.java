package dev.pollen.benchmark.server;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The value of the field Date, formatted once a second. For one thread. */
final class HttpDateField {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private long second = Long.MIN_VALUE;
  private String value = "";

  String value() {
    long now = System.currentTimeMillis() / 1000;
    if (now != second) {
      second = now;
      value = FORMAT.format(Instant.ofEpochSecond(now));
    }
    return value;
  }
}
