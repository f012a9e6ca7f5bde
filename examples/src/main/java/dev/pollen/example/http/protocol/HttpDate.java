package dev.pollen.example.http.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Dates as fields carry them, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
public final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  /** Formats a date, to the second. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** Parses a date; of the formats of the last century there is no need to know. */
  public static Optional<Instant> parse(String text) {
    try {
      return Optional.of(FORMAT.parse(text, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
