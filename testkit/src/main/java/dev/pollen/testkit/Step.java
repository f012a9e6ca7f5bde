package dev.pollen.testkit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One decision of a simulation that an ideal network would not have taken, or that a test has left
 * to chance. It belongs to its place and to nothing else, so that a step can be left out without a
 * change of the others.
 *
 * @param place where: the name of a socket, a loop, or what a test calls it
 * @param kind what was decided: the name of a {@link Fault}, or {@link #CHOICE}
 * @param number which decision of this kind at this place, from 1
 * @param value what was decided, from 1; 0 is what is not told, the ideal
 */
public record Step(String place, String kind, long number, long value) {
  /** The kind of what a test chooses itself. */
  public static final String CHOICE = "CHOICE";

  /** The fault that happened; {@code null} if it was a choice. */
  @Nullable Fault fault() {
    for (Fault fault : Fault.values()) {
      if (fault.name().equals(kind)) {
        return fault;
      }
    }
    return null;
  }

  Step withValue(long other) {
    return new Step(place, kind, number, other);
  }

  /**
   * What happened, for people.
   *
   * @return a line without its end
   */
  public String told() {
    Fault fault = fault();
    String what = fault == null ? "chooses " + value : fault.told(value);
    return String.format(Locale.ROOT, "%s, %s %d: %s", place, kind, number, what);
  }

  /**
   * Reads what {@link #toString()} writes.
   *
   * @param text the step
   * @return the step
   * @throws IllegalArgumentException if it is none
   */
  public static Step parse(String text) {
    String step = text.strip();
    int value = step.lastIndexOf('=');
    int number = step.lastIndexOf('#', value);
    int kind = step.lastIndexOf(' ', number);
    if (kind < 1 || number < kind || value < number) {
      throw new IllegalArgumentException("Not a step: '" + text + "'");
    }
    try {
      return new Step(
          step.substring(0, kind),
          step.substring(kind + 1, number),
          Long.parseLong(step.substring(number + 1, value)),
          Long.parseLong(step.substring(value + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Not a step: '" + text + "'", e);
    }
  }

  /** In the form that {@link #parse} reads, such as {@code tcp-1.server SEGMENTATION#2=7}. */
  @Override
  public String toString() {
    return place + " " + kind + "#" + number + "=" + value;
  }
}
