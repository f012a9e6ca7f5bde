package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for those who know asyncore leaves no name out, and promises none that is not there. */
class AsyncorePageTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern FENCED = Pattern.compile("```.*?```", Pattern.DOTALL);
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("class (\\w+)");

  /** What can only be a name of Java, wherever it stands; Python has no such in its two modules. */
  private static final Pattern CERTAINLY_JAVA = Pattern.compile("@\\w+|[A-Z]\\w*\\.\\w.*");

  /** The public names of Python 3.11, the last to have both modules. */
  private static final Map<String, String> NAMES =
      Map.of(
          "Module `asyncore`",
          "socket_map ExitNow read write readwrite poll poll2 poll3 loop close_all"
              + " compact_traceback",
          "Class `dispatcher`",
          "debug connected accepting connecting closing addr ignore_log_types add_channel"
              + " del_channel create_socket set_socket set_reuse_addr readable writable listen bind"
              + " connect accept send recv close log log_info handle_read_event"
              + " handle_connect_event handle_write_event handle_expt_event handle_error"
              + " handle_expt handle_read handle_write handle_connect handle_accept"
              + " handle_accepted handle_close __repr__",
          "Class `dispatcher_with_send`",
          "out_buffer initiate_send send writable handle_write",
          "Classes `file_wrapper` and `file_dispatcher`",
          "file_wrapper recv read send write getsockopt fileno close file_dispatcher set_file",
          "Class `async_chat`",
          "ac_in_buffer_size ac_out_buffer_size use_encoding encoding collect_incoming_data"
              + " found_terminator set_terminator get_terminator _collect_incoming_data _get_data"
              + " push push_with_producer close_when_done discard_buffers initiate_send readable"
              + " writable handle_read handle_write handle_close",
          "Other names of `asynchat`",
          "simple_producer more find_prefix_at_end");

  private final String page = read(Path.of("../docs/asyncore.md"));

  @Test
  void itHasEveryNameOfAsyncoreAndNoOther() {
    NAMES.forEach(
        (section, names) ->
            assertThat(rowsOf(section).stream().flatMap(row -> quoted(row[1])).map(this::bare))
                .as(section)
                .containsExactlyInAnyOrder(names.split(" ")));
  }

  @Test
  void itHasEveryParameterOfLoop() {
    assertThat(rowsOf("The parameters of `loop`").stream().flatMap(row -> quoted(row[1])))
        .containsExactlyInAnyOrder("timeout", "use_poll", "map", "count");
  }

  @Test
  void whatItSaysThingsAreCalledHereIsCalledSo() {
    List<String> names =
        Stream.concat(NAMES.keySet().stream(), Stream.of("The parameters of `loop`"))
            .flatMap(section -> rowsOf(section).stream())
            .flatMap(row -> quoted(row[2]))
            .toList();

    assertThat(names).hasSizeGreaterThan(100).allMatch(JavaNames::exists);
  }

  @Test
  void theOtherJavaNamesItMentionsExist() {
    List<String> names =
        quoted(FENCED.matcher(page).replaceAll(""))
            .filter(CERTAINLY_JAVA.asMatchPredicate())
            .toList();

    assertThat(names).isNotEmpty().allMatch(JavaNames::exists);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@OnReady",
        "Loop.runs",
        "Loop.run(Duration)",
        "Loop.opener",
        "Connections",
        "ChannelRegistry",
        "CloseReason.Kind.NOBODY",
        "use_poll"
      })
  void aNameThatIsNotThereIsNoticed(String name) {
    assertThat(JavaNames.exists(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@OnRead",
        "Loop.run(Duration, int)",
        "ListenerDispatcher.close",
        "CloseReason.Kind.LIMIT",
        "Connection.state"
      })
  void aNameThatIsThereIsFound(String name) {
    assertThat(JavaNames.exists(name)).isTrue();
  }

  @Test
  void itsProgramsCompile(@TempDir Path directory) {
    List<String> programs = JAVA.matcher(page).results().map(result -> result.group(1)).toList();
    assertThat(programs).hasSize(4);

    for (int i = 0; i < programs.size(); i++) {
      String program = programs.get(i);
      var name = CLASS.matcher(program).results().findFirst().orElseThrow();
      Javac.Result result =
          Javac.into(directory.resolve("program" + i))
              .options("-Xlint:all,-processing")
              .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
              .compile(Map.of(name.group(1) + ".java", "package app;\n" + program));

      assertThat(result.messages()).as(program).isEmpty();
    }
  }

  /** The cells of the table below a heading, without its head. */
  private List<String[]> rowsOf(String section) {
    String heading = "## " + section + "\n";
    assertThat(page).containsOnlyOnce(heading);
    String behind = page.substring(page.indexOf(heading) + heading.length());
    int end = behind.indexOf("\n## ");
    String text = end < 0 ? behind : behind.substring(0, end);
    return text.lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.split("\\|"))
        .toList();
  }

  private String bare(String name) {
    return name.replaceFirst("\\(.*", "");
  }

  private static Stream<String> quoted(String text) {
    return QUOTED.matcher(text).results().map(result -> result.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
