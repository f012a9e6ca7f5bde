package dev.pollen.testkit.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The sources of the runtime, as they stand beside this module. */
final class RuntimeSources {
  private static final Path FOLDER =
      Path.of("..", "runtime", "src", "main", "java", "dev", "pollen");

  private RuntimeSources() {}

  /** The files that a bug changes, by name, with the bug in them. */
  static Map<String, String> with(PlantedBug bug) {
    Map<String, String> changed = new LinkedHashMap<>();
    for (PlantedBug.Change change : bug.changes()) {
      String source = changed.computeIfAbsent(change.file(), RuntimeSources::read);
      changed.put(change.file(), apply(change, source));
    }
    return changed;
  }

  private static String read(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException("The sources of the runtime must be beside this module", e);
    }
  }

  private static String apply(PlantedBug.Change change, String source) {
    Matcher place = anyLines(change.original()).matcher(source);
    if (!place.find()) {
      throw moved(change, "is not there any more");
    }
    int start = place.start();
    int end = place.end();
    if (place.find()) {
      throw moved(change, "is there more than once");
    }
    return source.substring(0, start) + change.replacement() + source.substring(end);
  }

  /** A formatter may break the lines of a source elsewhere. */
  private static Pattern anyLines(String text) {
    return Pattern.compile(
        Arrays.stream(text.strip().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+")));
  }

  private static AssertionError moved(PlantedBug.Change change, String how) {
    return new AssertionError(
        "The runtime has moved on: in "
            + change.file()
            + " this "
            + how
            + ", so the bug must be planted anew:\n"
            + change.original());
  }
}
