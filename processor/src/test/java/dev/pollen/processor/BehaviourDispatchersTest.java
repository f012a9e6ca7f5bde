package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The behaviour suite of the runtime runs the dispatchers and codecs that this processor generates
 * today. They are checked in there, since the runtime is built before the processor.
 *
 * <p>{@code -Dpollen.updateGolden=true} rewrites them, and fails: look at the difference.
 */
class BehaviourDispatchersTest {
  private static final Path SOURCES = Path.of("../runtime/src/test/java");
  private static final Path SUBJECTS = SOURCES.resolve("dev/pollen/behaviour/subject");

  @TempDir Path directory;

  @Test
  void areWhatTheProcessorGenerates() throws IOException {
    Map<String, String> checkedIn = checkedIn();
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, location(NullMarked.class))
            .options("-Xlint:all,-processing", "-Werror", "--release", "17", "-implicit:none")
            .compile(handWritten());

    assertThat(result.messages()).isEmpty();
    if (Boolean.getBoolean("pollen.updateGolden")) {
      for (String stale : checkedIn.keySet()) {
        Files.delete(SOURCES.resolve(stale));
      }
      result.sources().forEach((file, text) -> Javac.write(SOURCES.resolve(file), text));
      fail("The dispatchers are updated. Look at them, then run without the property.");
    }
    assertThat(result.sources()).isNotEmpty().isEqualTo(checkedIn);
  }

  private static List<Path> handWritten() throws IOException {
    List<String> generated = List.copyOf(checkedIn().keySet());
    return Javac.files(SUBJECTS).stream().filter(file -> !generated.contains(name(file))).toList();
  }

  private static Map<String, String> checkedIn() throws IOException {
    Map<String, String> generated = new TreeMap<>();
    for (Path file : Javac.files(SUBJECTS)) {
      String text = Files.readString(file);
      if (text.contains("\n@GeneratedDispatcher(") || text.contains("\n@GeneratedCodec(")) {
        generated.put(name(file), text);
      }
    }
    return generated;
  }

  private static String name(Path file) {
    return SOURCES.relativize(file).toString().replace('\\', '/');
  }

  private static Path location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
