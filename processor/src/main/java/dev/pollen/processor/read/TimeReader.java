package dev.pollen.processor.read;

import dev.pollen.processor.model.Time;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.element.AnnotationValue;

/** Reads times as people write them. */
final class TimeReader {
  private static final Pattern WITH_UNITS =
      Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  /** In the order of the groups. */
  private static final List<ChronoUnit> UNITS =
      List.of(
          ChronoUnit.DAYS,
          ChronoUnit.HOURS,
          ChronoUnit.MINUTES,
          ChronoUnit.SECONDS,
          ChronoUnit.MILLIS);

  /** Stands for whatever is too long to be counted: longer than everything that is allowed. */
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private TimeReader() {}

  static Time read(AnnotationValue value) {
    String text = value.getValue().toString();
    return new Time(value, text, duration(text));
  }

  private static Optional<Duration> duration(String text) {
    Matcher units = WITH_UNITS.matcher(text);
    return !text.isEmpty() && units.matches() ? Optional.of(sum(units)) : iso(text);
  }

  private static Duration sum(Matcher units) {
    try {
      Duration sum = Duration.ZERO;
      for (int i = 0; i < UNITS.size(); i++) {
        String number = units.group(i + 1);
        if (number != null) {
          sum = sum.plus(Long.parseLong(number), UNITS.get(i));
        }
      }
      return sum;
    } catch (NumberFormatException | ArithmeticException overflow) {
      return FOREVER;
    }
  }

  private static Optional<Duration> iso(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeParseException e) {
      // Only numbers that do not fit have a cause.
      return e.getCause() == null ? Optional.empty() : Optional.of(FOREVER);
    }
  }
}
