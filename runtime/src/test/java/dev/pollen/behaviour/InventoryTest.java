package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page of counterparts leaves nothing out, and names tests that exist. */
final class InventoryTest {
  private static final Path SOURCES = Path.of("src/test/java/dev/pollen/behaviour");
  private static final Path PAGE = SOURCES.resolve("README.md");
  private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.+) \\| (.*) ?\\|");
  private static final Pattern NAME = Pattern.compile("`([^`]+)`");

  @BeforeAll
  static void isInItsModule() {
    assumeTrue(Files.isDirectory(SOURCES), "The sources are those of another module");
  }

  private record Row(String name, List<String> tests, String note) {
    static Row of(MatchResult match) {
      List<String> tests = new ArrayList<>();
      Matcher names = NAME.matcher(match.group(2));
      while (names.find()) {
        tests.add(names.group(1));
      }
      return new Row(match.group(1), tests, match.group(3).strip());
    }
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher match = ROW.matcher(line);
      if (match.matches()) {
        rows.add(Row.of(match));
      }
    }
    return rows;
  }

  @Test
  void thePageHasARowForEverythingAndNoOther() throws IOException {
    assertThat(rows()).extracting(Row::name).containsExactlyElementsOf(Inventory.rows());
  }

  @Test
  void aRowWithoutATestSaysWhy() throws IOException {
    assertThat(rows()).allMatch(row -> !row.tests().isEmpty() || !row.note().isEmpty());
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    List<String> named = rows().stream().flatMap(row -> row.tests().stream()).distinct().toList();

    assertThat(named).hasSizeGreaterThan(50);
    assertThat(named.stream().filter(name -> !isTest(name))).as("do not exist").isEmpty();
  }

  /** Whether {@code Class#method} is a test here or in the package that is put to the test. */
  private static boolean isTest(String name) {
    String[] parts = name.split("#", 2);
    return Stream.of("dev.pollen.behaviour.", "dev.pollen.")
        .map(prefix -> type(prefix + parts[0].replace('.', '$')))
        .anyMatch(type -> type != null && (parts.length == 1 || hasTest(type, parts[1])));
  }

  private static @Nullable Class<?> type(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static boolean hasTest(Class<?> type, String method) {
    return Stream.of(type.getDeclaredMethods())
        .filter(declared -> declared.getName().equals(method))
        .flatMap(declared -> Stream.of(declared.getAnnotations()))
        .map(annotation -> annotation.annotationType().getSimpleName())
        .anyMatch(List.of("Everywhere", "EveryFamily", "Test", "ParameterizedTest")::contains);
  }
}
