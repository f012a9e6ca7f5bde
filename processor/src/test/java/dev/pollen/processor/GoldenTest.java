package dev.pollen.processor;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exact text of dispatchers, and that it compiles without a warning wherever users may put it.
 *
 * <p>{@code -Dpollen.updateGolden=true} rewrites the expected files, and fails: look at them before
 * you believe in them.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path EXPECTED = GOLDEN.resolve("expected");
  private static final List<Path> INPUTS = Javac.files(GOLDEN.resolve("input"));
  private static final Set<String> EXPORTED = Set.of("client", "echo", "hidden");
  private static final String[] STRICT = {
    "-Xlint:all,-processing", "-Werror", "--release", "17", "-implicit:none"
  };

  @TempDir static Path shared;
  @TempDir Path directory;

  private static Javac.Result onClassPath;

  @BeforeAll
  static void compileOnClassPath() {
    onClassPath = compile(shared, INPUTS);
  }

  private static Javac.Result compile(Path directory, List<Path> files) {
    return Javac.into(directory)
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .options(STRICT)
        .compile(files);
  }

  @TestFactory
  @DisabledIfSystemProperty(named = "pollen.updateGolden", matches = "true")
  Stream<DynamicTest> looksAsExpected() {
    Map<String, String> actual = onClassPath.sources();
    Map<String, String> expected = expected();
    return Stream.concat(actual.keySet().stream(), expected.keySet().stream())
        .distinct()
        .sorted()
        .map(
            file ->
                dynamicTest(
                    file, () -> assertThat(actual.get(file)).isEqualTo(expected.get(file))));
  }

  private static Map<String, String> expected() {
    return Javac.files(EXPECTED).stream()
        .collect(
            toMap(
                file -> EXPECTED.relativize(file).toString().replace('\\', '/'),
                file -> {
                  try {
                    return Files.readString(file);
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                }));
  }

  @Test
  void updatesExpectedFilesWhenAsked() throws IOException {
    if (Boolean.getBoolean("pollen.updateGolden")) {
      for (Path stale : Javac.files(EXPECTED)) {
        Files.delete(stale);
      }
      onClassPath.sources().forEach((file, text) -> Javac.write(EXPECTED.resolve(file), text));
      fail(
          "The expected files are updated. Look at the difference, then run without the property.");
    }
  }

  @Test
  void compilesWithoutWarningOnClassPath() {
    assertThat(onClassPath.messages()).isEmpty();
    assertThat(onClassPath.sources()).isNotEmpty();
  }

  @Test
  void isDocumentedCleanly() {
    Javac.Result result =
        Javac.plain(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, onClassPath.classes())
            .options(STRICT)
            .options("-Xdoclint:all/package")
            .compile(Javac.files(onClassPath.generated()));

    assertThat(result.messages()).isEmpty();
  }

  @Test
  void doesNotDependOnTheOrderOfInputs() {
    List<Path> shuffled = new ArrayList<>(INPUTS);
    Collections.shuffle(shuffled, new Random(1));

    Javac.Result result = compile(directory, shuffled);

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources()).isEqualTo(onClassPath.sources());
  }

  @Test
  void compilesAgainOverItsOwnClassFiles() {
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, onClassPath.classes())
            .options(STRICT)
            .compile(INPUTS);

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources()).isEqualTo(onClassPath.sources());
  }

  @Test
  void compilesInModuleThatReadsOnlyPollen() {
    Javac.Result result = compileInModule("");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources()).hasSameSizeAs(onClassPath.sources());
    assertThat(result.sources().values())
        .noneMatch(text -> text.contains("javax.annotation.processing"));
  }

  @Test
  void compilesInModuleThatSeesTheCompilerWithoutReadingIt() {
    Javac.Result friend =
        Javac.plain(directory.resolve("friend"))
            .options("--release", "17")
            .compile(
                Map.of(
                    "module-info.java",
                    "module friend { requires java.compiler; exports friend; }",
                    "friend/Friend.java",
                    "package friend; public class Friend {}"));

    Javac.Result result = compileInModule("requires friend;", friend.classes());

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().values())
        .noneMatch(text -> text.contains("javax.annotation.processing"));
  }

  @Test
  void compilesInModuleThatReadsTheCompiler() {
    Javac.Result result = compileInModule("requires static java.compiler;");

    assertThat(result.messages()).isEmpty();
    assertThat(result.sources().values())
        .allMatch(text -> text.contains("javax.annotation.processing"));
  }

  @Test
  void silencesExportsOnlyWhereNeeded() {
    Javac.Result exporting = exportFromModule("exports golden.echo; exports golden.hidden;");

    assertThat(exporting.messages()).isEmpty();
    assertThat(exporting.sources())
        .hasEntrySatisfying(
            "golden/echo/EchoDispatcher.java",
            text -> assertThat(text).contains("@SuppressWarnings(\"exports\")"))
        .hasEntrySatisfying(
            "golden/hidden/QuietDispatcher.java",
            text -> assertThat(text).doesNotContain("@SuppressWarnings"))
        .hasEntrySatisfying(
            "golden/client/FetchDispatcher.java",
            text -> assertThat(text).doesNotContain("@SuppressWarnings"));
  }

  @Test
  void needsNoSilenceIfTheRuntimeIsPassedOn() {
    Javac.Result exporting =
        exportFromModule("requires transitive dev.pollen; exports golden.echo;");

    assertThat(exporting.messages()).isEmpty();
    assertThat(exporting.sources().get("golden/echo/EchoDispatcher.java"))
        .doesNotContain("@SuppressWarnings");
  }

  @Test
  void silencesExportsOfTheMarkerOfTheJdk() {
    Javac.Result exporting =
        exportFromModule(
            "requires transitive dev.pollen; requires static java.compiler; exports golden.echo;");

    assertThat(exporting.messages()).isEmpty();
    assertThat(exporting.sources().get("golden/echo/EchoDispatcher.java"))
        .contains("@SuppressWarnings(\"exports\")");
  }

  private Javac.Result exportFromModule(String directives) {
    return compileInModule(
        directives,
        INPUTS.stream()
            .filter(file -> EXPORTED.contains(file.getName(file.getNameCount() - 2).toString()))
            .toList());
  }

  private Javac.Result compileInModule(String directives, Path... more) {
    return compileInModule(directives, INPUTS, more);
  }

  private Javac.Result compileInModule(String directives, List<Path> inputs, Path... more) {
    String requires = directives.contains("dev.pollen;") ? "" : "requires dev.pollen; ";
    Path descriptor =
        Javac.write(
            directory.resolve("module-info.java"),
            "module app { requires dev.pollen.annotation; " + requires + directives + " }");
    Path[] modules =
        Stream.concat(Stream.of(Javac.ANNOTATIONS, Javac.RUNTIME), Stream.of(more))
            .toArray(Path[]::new);
    return Javac.into(directory)
        .modulePath(modules)
        .options(STRICT)
        .compile(Stream.concat(Stream.of(descriptor), inputs.stream()).toList());
  }
}
