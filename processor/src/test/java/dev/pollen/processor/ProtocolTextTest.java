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
 * The exact text of descriptions of protocols, and that nothing depends on them.
 *
 * <p>{@code -Dpollen.updateGolden=true} rewrites the expected files.
 */
class ProtocolTextTest {
  private static final Path PROTOCOLS = Path.of("src/test/resources/protocols");
  private static final Path EXPECTED = PROTOCOLS.resolve("expected");
  private static final String PROTOCOL =
      """
      package app;
      import dev.pollen.annotation.*;
      class Echo {
        enum State { A, B, C }
        @OnRead @In("A") State read() { return State.B; }
        @OnRead @In("B") @Line State line(String line) { return State.C; }
      }
      """;

  @TempDir Path directory;

  @Test
  void looksAsExpected() throws IOException {
    Javac.Result result = compile(Javac.into(directory), Javac.files(PROTOCOLS.resolve("input")));

    assertThat(result.messages()).isEmpty();
    for (Path text : texts(result)) {
      Path expected = EXPECTED.resolve(result.classes().relativize(text).toString());
      if (Boolean.getBoolean("pollen.updateGolden")) {
        Javac.write(expected, Files.readString(text));
      }
      assertThat(Files.readString(text)).isEqualTo(Files.readString(expected));
    }
    assertThat(texts(result)).hasSameSizeAs(Javac.files(EXPECTED)).isNotEmpty();
  }

  @Test
  void saysSoWhereBodiesAreHidden() throws IOException {
    List<String> asked = new ArrayList<>();
    Javac.Result result =
        Javac.with(directory, new FilerSpy(arguments -> asked.add(arguments.toString())))
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(Map.of("app/Echo.java", PROTOCOL));

    assertThat(result.messages()).isEmpty();
    assertThat(asked).contains("[CLASS_OUTPUT, app, Echo.protocol, app.Echo]");
    assertThat(Files.readString(texts(result).get(0)))
        .isEqualTo(
            """
            pollen-protocol 1
            handler app.Echo
            begins A
            state A
              unframed
              takes -> ?
            state B
              line end=LF_OR_CRLF max=8192 oversized=CLOSE
              takes line:text:UTF-8 -> ?
            state C
              nothing-is-read
            """);
  }

  @Test
  void isLeftOutWhereItCannotBeWritten() throws IOException {
    // A directory is in the way.
    Files.createDirectories(directory.resolve("classes/app/Echo.protocol/taken"));

    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(Map.of("app/Echo.java", PROTOCOL));

    assertThat(result.messages()).allMatch(message -> message.startsWith("[DeadState]"));
    assertThat(result.classes().resolve("app/EchoDispatcher.class")).exists();
  }

  @Test
  void hasAnEndForRecordsThatHaveNone() {
    Javac.Result result =
        Javac.into(directory)
            .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
            .compile(
                Map.of(
                    "app/Echo.java",
                    """
                    package app;
                    import dev.pollen.annotation.*;
                    class Echo {
                      @Wire record One(Two two) {}
                      @Wire record Two(One one) {}
                      @OnRead void read(One one) {}
                    }
                    """));

    assertThat(result.messages()).isNotEmpty().noneMatch(message -> message.contains("[Internal"));
  }

  @Test
  void isTheSameWhateverIsCompiledWithIt() throws IOException {
    List<Path> inputs = Javac.files(PROTOCOLS.resolve("input"));
    Javac.Result whole = compile(Javac.into(directory.resolve("whole")), inputs);

    for (Path input : inputs) {
      Javac.Result alone =
          Javac.into(directory.resolve(input.getFileName().toString()))
              .classPath(Javac.ANNOTATIONS, Javac.RUNTIME, whole.classes())
              .compile(List.of(input));
      for (Path text : texts(alone)) {
        Path same = whole.classes().resolve(alone.classes().relativize(text).toString());
        assertThat(Files.readString(text)).isEqualTo(Files.readString(same));
      }
    }
  }

  private static Javac.Result compile(Javac javac, List<Path> files) {
    return javac
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .options("-Xlint:all,-processing", "-Werror", "--release", "17", "-encoding", "UTF-8")
        .compile(files);
  }

  private static List<Path> texts(Javac.Result result) {
    return Javac.files(result.classes()).stream()
        .filter(file -> file.toString().endsWith(".protocol"))
        .toList();
  }
}
