package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The exact text of state diagrams, and what becomes of them where a compiler shows no bodies.
 *
 * <p>{@code -Dpollen.updateGolden=true} rewrites the expected files.
 */
class PictureTest {
  private static final Path PICTURES = Path.of("src/test/resources/pictures");
  private static final Path EXPECTED = PICTURES.resolve("expected");
  private static final String PROTOCOL =
      """
      package app;
      import dev.pollen.annotation.*;
      class Echo {
        enum State { A, B, C }
        @OnRead @In("A") State read() { return State.B; }
      }
      """;

  @TempDir Path directory;

  @Test
  void looksAsExpected() throws IOException {
    Javac.Result result = compile(Javac.into(directory), Javac.files(PICTURES.resolve("input")));

    assertThat(result.messages()).isEmpty();
    assertThat(pictures(result)).hasSameSizeAs(Javac.files(EXPECTED)).isNotEmpty();
    for (Path picture : pictures(result)) {
      Path expected = EXPECTED.resolve(result.classes().relativize(picture).toString());
      if (Boolean.getBoolean("pollen.updateGolden")) {
        Javac.write(expected, Files.readString(picture));
      }
      assertThat(Files.readString(picture)).isEqualTo(Files.readString(expected));
    }
  }

  @Test
  void isDrawnWithoutArrowsWhereBodiesAreHidden() throws IOException {
    List<String> asked = new ArrayList<>();
    Javac.Result result =
        Javac.with(directory, new FilerSpy(arguments -> asked.add(arguments.toString())))
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(Map.of("app/Echo.java", PROTOCOL));

    assertThat(result.messages()).isEmpty();
    assertThat(asked)
        .containsExactly(
            "[app.EchoDispatcher, app.Echo]",
            "[CLASS_OUTPUT, app, Echo.mmd, app.Echo]",
            "[CLASS_OUTPUT, app, Echo.protocol, app.Echo]");
    assertThat(Files.readString(pictures(result).get(0)))
        .isEqualTo(
            """
            %% The states of Echo, drawn by Pollen.
            %% Without arrows: this compiler does not show the bodies of methods.
            stateDiagram-v2
              state "A" as A
              A : bytes
              B
              C
              [*] --> A
              note right of B : nothing is read
              note right of C : nothing is read
            """);
  }

  @Test
  void isLeftOutWhereItCannotBeWritten() throws IOException {
    // A directory is in the way.
    Files.createDirectories(directory.resolve("classes/app/Echo.mmd/taken"));

    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(Map.of("app/Echo.java", PROTOCOL.replace("B, C", "B")));

    assertThat(result.messages()).allMatch(message -> message.startsWith("[DeadState]"));
    assertThat(result.classes().resolve("app/EchoDispatcher.class")).exists();
  }

  @Test
  void isForHandlersWithStates() {
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "app/Echo.java",
                    "package app; class Echo { enum State { A }"
                        + " @dev.pollen.annotation.OnRead void read() {} }"));

    assertThat(result.messages()).isEmpty();
    assertThat(pictures(result)).isEmpty();
  }

  private static Javac.Result compile(Javac javac, List<Path> files) {
    return javac
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .options("-Xlint:all,-processing", "-Werror", "--release", "17", "-encoding", "UTF-8")
        .compile(files);
  }

  private static List<Path> pictures(Javac.Result result) {
    return Javac.files(result.classes()).stream()
        .filter(file -> file.toString().endsWith(".mmd"))
        .toList();
  }
}
