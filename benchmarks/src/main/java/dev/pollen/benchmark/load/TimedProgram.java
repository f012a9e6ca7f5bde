package dev.pollen.benchmark.load;

import dev.pollen.benchmark.host.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program that ends by itself, with the processor time that it has used. */
final class TimedProgram {
  /** The shell waits for the program, so it knows. */
  private static final String SCRIPT = "TIMEFORMAT='processor %U %S'; time \"$@\"";

  private static final Pattern TIMES = Pattern.compile("processor ([0-9.]+) ([0-9.]+)");

  private final String output;
  private final double processorSeconds;

  private TimedProgram(String output, double processorSeconds) {
    this.output = output;
    this.processorSeconds = processorSeconds;
  }

  /** Runs it to its end. */
  static TimedProgram run(String processors, List<String> command)
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("bash", "-c", SCRIPT, "time"));
    words.addAll(command);
    String output = Programs.output(Programs.pinned(processors, words));
    Matcher times = TIMES.matcher(output);
    if (!times.find()) {
      throw new IOException(command.get(0) + " was not timed: " + output);
    }
    return new TimedProgram(
        output, Double.parseDouble(times.group(1)) + Double.parseDouble(times.group(2)));
  }

  double processorSeconds() {
    return processorSeconds;
  }

  /** The number that stands in the output at the group of a pattern. */
  double number(Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IOException(
          String.format(Locale.ROOT, "There is no %s in: %s", pattern.pattern(), output));
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** Fails if the output has something like this. */
  void refuse(Pattern pattern) throws IOException {
    Matcher matcher = pattern.matcher(output);
    if (matcher.find()) {
      throw new IOException("The load is not content: " + matcher.group());
    }
  }
}
