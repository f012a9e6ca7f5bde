package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.processor.bind.Signature;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.read.Markings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README of the project, which is what users read first, says what the code does. */
class ProjectReadmeTest {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final String IMPORTS =
      """
      import dev.pollen.*;
      import dev.pollen.annotation.*;
      import dev.pollen.annotation.Readable;
      import java.io.*;
      import java.net.*;
      import java.nio.*;
      import java.time.*;
      import java.util.*;
      """;

  /** Of the table of the event annotations, and of that of those beside them. */
  private static final int COLUMNS = 4;

  private static final int COLUMNS_BESIDE = 2;

  private final String readme = read(Path.of("../README.md"));

  @Test
  void itsTableHasEveryAnnotation() {
    assertThat(table().keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Arrays.stream(Event.values()).map(Event::annotation), Stream.of("@Handler"))
                .collect(Collectors.toSet()));
  }

  @Test
  void itsOtherTableHasWhatStandsBesideThem() {
    Set<String> named =
        rows(COLUMNS_BESIDE)
            .flatMap(cells -> quoted(cells[1]))
            .map(text -> text.replaceFirst("\\(.*", ""))
            .collect(Collectors.toSet());

    assertThat(named)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    Markings.typesBesideEvents().stream(), Stream.of("dev.pollen.annotation.Wire"))
                .map(type -> "@" + type.substring(type.lastIndexOf('.') + 1))
                .collect(Collectors.toSet()));
  }

  @Test
  void itsTableOffersTheParametersThatAreSupplied() {
    for (Event event : Event.values()) {
      Set<String> supplied =
          Arrays.stream(Role.values())
              .filter(event::firesOn)
              .flatMap(role -> Signature.of(role, event).supplies().stream())
              .map(binder -> binder.type())
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(table().get(event.annotation())).as(event.annotation()).isEqualTo(supplied);
    }
  }

  @Test
  void itsFirstProgramCompiles(@TempDir Path directory) {
    assertThat(compile(directory, "Echo.java", snippets().get(0)).messages()).isEmpty();
  }

  @Test
  void itsListenerCompiles(@TempDir Path directory) {
    String source = IMPORTS + snippets().get(1).replace("public final class", "final class");

    assertThat(compile(directory, "Room.java", source).messages()).isEmpty();
  }

  @Test
  void itsProtocolCompiles(@TempDir Path directory) {
    String source = IMPORTS + snippets().get(2).replace("public final class", "final class");
    assertThat(source).contains("Guestbook");

    assertThat(compile(directory, "Guestbook.java", source).messages()).isEmpty();
  }

  @Test
  void itsDatagramHandlerCompiles(@TempDir Path directory) {
    String source = IMPORTS + snippets().get(3).replace("public final class", "final class");
    assertThat(source).contains("@OnDatagram");

    assertThat(compile(directory, "Presence.java", source).messages()).isEmpty();
  }

  @Test
  void itsHandlerOfStandardInputCompiles(@TempDir Path directory) {
    String source =
        snippets().stream()
            .filter(snippet -> snippet.contains("Console"))
            .findFirst()
            .orElseThrow();

    assertThat(
            compile(
                    directory,
                    "Console.java",
                    IMPORTS + source.replace("public final class", "final class"))
                .messages())
        .isEmpty();
  }

  @Test
  void itsMistakesAreReportedAsItSays(@TempDir Path directory) {
    String snippet = snippets().get(4);
    assertThat(snippet).contains("InputStream");

    List<String> messages = compile(directory, "Echo.java", IMPORTS + snippet).messages();

    assertThat(messages)
        .hasSize(3)
        .allSatisfy(message -> assertThat(readme).contains(text(message)));
  }

  @Test
  void itShowsTheDispatcherThatIsGenerated() {
    String golden =
        read(Path.of("src/test/resources/golden/expected/golden/echo/EchoDispatcher.java"));

    assertThat(snippets()).contains(golden.substring(golden.indexOf("import ")));
  }

  @Test
  void itsDispatcherByHandCompiles(@TempDir Path directory) {
    String source = snippets().get(6);
    assertThat(source).contains("EchoByHand");

    assertThat(compile(directory, "EchoByHand.java", IMPORTS + source).messages()).isEmpty();
  }

  private static Javac.Result compile(Path directory, String name, String source) {
    return Javac.into(directory)
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .compile(Map.of(name, source.startsWith("package") ? source : "package app;\n" + source));
  }

  /** The message without its file and line. */
  private static String text(String message) {
    return message.substring(message.indexOf('['));
  }

  private List<String> snippets() {
    return JAVA.matcher(readme).results().map(result -> result.group(1)).toList();
  }

  /** The quoted types in the column of parameters, for each annotation. */
  private Map<String, Set<String>> table() {
    Map<String, Set<String>> table = new TreeMap<>();
    rows(COLUMNS)
        .forEach(
            cells ->
                table
                    .computeIfAbsent(annotation(cells[1]), k -> new TreeSet<>())
                    .addAll(quoted(cells[3]).toList()));
    return table;
  }

  /** The rows about annotations of the table with so many columns. */
  private Stream<String[]> rows(int columns) {
    return readme
        .lines()
        .filter(line -> line.startsWith("| `@"))
        .map(line -> line.split("\\|"))
        .filter(cells -> cells.length == columns + 1);
  }

  /** The annotation without what is written in it. */
  private static String annotation(String cell) {
    return quoted(cell).findFirst().orElseThrow().replaceFirst("\\(.*", "");
  }

  private static Stream<String> quoted(String cell) {
    return QUOTED.matcher(cell).results().map((MatchResult result) -> result.group(1));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
