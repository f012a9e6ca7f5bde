package dev.pollen.processor.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that is wrong.
 *
 * @param diagnostic what it is
 * @param position where it is
 * @param arguments what fills the placeholders of the text
 */
public record Finding(Diagnostic diagnostic, Position position, List<String> arguments) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)}");

  /**
   * The whole message.
   *
   * @param origin where an inherited member comes from, or empty
   */
  String message(String origin) {
    return "["
        + diagnostic.key()
        + "] "
        + fill(diagnostic.rule())
        + origin
        + ". "
        + fill(diagnostic.hint());
  }

  /** Fills in the arguments in one pass: what a user wrote is never taken for a placeholder. */
  private String fill(String template) {
    return PLACEHOLDER
        .matcher(template)
        .replaceAll(
            match -> Matcher.quoteReplacement(arguments.get(Integer.parseInt(match.group(1)))));
  }
}
