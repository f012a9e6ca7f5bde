package dev.pollen.example.http.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Dates as fields carry them, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
public final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      formatter(pattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'"));

  /** Of the last century: its years of two digits are those from 1970 on. */
  private static final DateTimeFormatter RFC_850 =
      formatter(
          pattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .appendPattern(" HH:mm:ss 'GMT'"));

  private static final DateTimeFormatter ASCTIME = formatter(pattern("EEE MMM ppd HH:mm:ss uuuu"));

  private HttpDate() {}

  /** Formats a date, to the second. */
  public static String format(Instant instant) {
    return FORMAT.format(instant);
  }

  /** Parses a date, in any of the formats that there ever were. */
  public static Optional<Instant> parse(String text) {
    return Stream.of(FORMAT, RFC_850, ASCTIME)
        .flatMap(format -> parse(text, format).stream())
        .findFirst();
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter format) {
    try {
      return Optional.of(format.parse(text, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static DateTimeFormatterBuilder pattern(String pattern) {
    return new DateTimeFormatterBuilder().appendPattern(pattern);
  }

  private static DateTimeFormatter formatter(DateTimeFormatterBuilder format) {
    return format.toFormatter(Locale.US).withZone(ZoneOffset.UTC);
  }
}
