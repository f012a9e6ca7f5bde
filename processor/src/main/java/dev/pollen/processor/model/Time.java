package dev.pollen.processor.model;

import java.time.Duration;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;

/**
 * The time that is written in an {@code @OnIdle} or {@code @Every}.
 *
 * @param value where it is written
 * @param text as it is written
 * @param duration what it means, if it means anything
 */
public record Time(AnnotationValue value, String text, Optional<Duration> duration) {
  /** What is shorter would hardly let the loop sleep. */
  public static final Duration SHORTEST = Duration.ofMillis(1);

  /** A hundred years: well within what the runtime can count in nanoseconds. */
  public static final Duration LONGEST = Duration.ofDays(36_500);

  /** Tells whether a timer can wait for so long. */
  public static boolean isInRange(Duration duration) {
    return duration.compareTo(SHORTEST) >= 0 && duration.compareTo(LONGEST) <= 0;
  }
}
