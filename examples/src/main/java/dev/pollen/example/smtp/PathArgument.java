package dev.pollen.example.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What follows {@code MAIL} and {@code RCPT}: {@code FROM:<ann@example.org> SIZE=100}.
 *
 * @param mailbox what is between the brackets, perhaps nothing; printable ASCII
 * @param parameters what follows them, perhaps nothing
 */
record PathArgument(String mailbox, String parameters) {
  private static final int MAX_PATH = 256;

  /** Possessive, so that a long text costs neither time nor stack. */
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(FROM|TO): ?<((?:\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*+\"|[!#-;=?-~])*+)>((?: +[!-~]++)*+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SIZE =
      Pattern.compile(" SIZE=([0-9]{1,18})(?: |$)", Pattern.CASE_INSENSITIVE);

  /** Reads such an argument; nothing if it is none. */
  static @Nullable PathArgument parse(String keyword, String text) {
    Matcher matcher = SYNTAX.matcher(text);
    return matcher.matches()
            && matcher.group(1).equalsIgnoreCase(keyword)
            && matcher.group(2).length() <= MAX_PATH
        ? new PathArgument(matcher.group(2), matcher.group(3))
        : null;
  }

  /** How long the message is, as the sender says (RFC 1870); 0 if nothing is said. */
  long size() {
    Matcher matcher = SIZE.matcher(parameters);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** Whether there is a parameter that nobody here knows. */
  boolean asksForMore() {
    return !parameters
        .replaceAll("(?i) +(SIZE=[0-9]{1,18}|BODY=(7BIT|8BITMIME))(?= |$)", "")
        .isEmpty();
  }
}
