package dev.pollen.example.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/testing.md and the README show of tests are tests, and pass. */
final class TestingPageTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("```text\n(.*?)\n```", Pattern.DOTALL);
  private static final Path TESTS = Path.of("src/test/java");
  private static final String CHAPTER = "## Test your handlers\n";

  /** A page in Markdown. */
  record Page(String text) {
    /** The message of a failure that it shows. */
    String failure() {
      return blocks(TEXT).get(0);
    }

    List<String> blocks(Pattern kind) {
      return kind.matcher(text).results().map(result -> result.group(1)).toList();
    }
  }

  static Page page() {
    return new Page(read(Path.of("../docs/testing.md")));
  }

  private static Page readme() {
    String readme = read(Path.of("../README.md"));
    assertThat(readme).containsOnlyOnce(CHAPTER);
    String chapter = readme.substring(readme.indexOf(CHAPTER) + CHAPTER.length());
    return new Page(chapter.substring(0, chapter.indexOf("\n## ")));
  }

  @Test
  void whatItShowsAreTestsOfTheExamples() throws IOException {
    List<String> sources = sources();
    assertThat(page().blocks(JAVA))
        .hasSizeGreaterThan(8)
        .allSatisfy(shown -> assertThat(sources).anyMatch(source -> isIn(shown, source)));
  }

  @Test
  void whatTheReadmeShowsAreTests() throws IOException {
    List<String> sources = sources();
    assertThat(readme().blocks(JAVA))
        .isNotEmpty()
        .allSatisfy(shown -> assertThat(sources).anyMatch(source -> isIn(shown, source)));
  }

  /** However deep it stands there. */
  private static boolean isIn(String shown, String source) {
    return bare(source).contains(bare(shown));
  }

  private static String bare(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining("\n", "\n", "\n"));
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(TestingPageTest::read)
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
