package dev.pollen.benchmark.subject;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A server that can be measured.
 *
 * @param name what it is called in results
 * @param command how it is started; a word {@code PORT} in it stands for a free one, for servers
 *     that do not choose it themselves
 * @param readiness the line of its output that says that it listens, with the port as group 1 if it
 *     has chosen one
 * @param answers whether it answers questions about itself, as the servers of this program do
 */
public record Subject(String name, List<String> command, Pattern readiness, boolean answers) {
  private static final Pattern LISTENING = Pattern.compile("Listening on (\\d+)");

  static final String PORT = "PORT";

  /** A server of this program. */
  static Subject ofJava(String name, List<String> command) {
    return new Subject(name, command, LISTENING, true);
  }

  /** A server in another language. */
  static Subject foreign(String name, List<String> command) {
    return new Subject(name, command, LISTENING, false);
  }
}
