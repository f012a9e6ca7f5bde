package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.processor.bind.Signature;
import dev.pollen.processor.model.Event;
import dev.pollen.processor.model.Role;
import dev.pollen.processor.report.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables that users read say what the code does. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");

  @Test
  void listsEveryDiagnostic() throws IOException {
    assertThat(rows("| <a id=")).containsExactlyElementsOf(diagnostics().toList());
  }

  private static Stream<String> diagnostics() {
    return Arrays.stream(Diagnostic.values())
        .map(
            each ->
                String.format(
                    "| <a id=\"%s\"></a>`%s` | %s | %s | %s |",
                    each.key().toLowerCase(Locale.ROOT),
                    each.key(),
                    each.severity().name().toLowerCase(Locale.ROOT),
                    each.rule(),
                    each.hint().replace('\n', ' ')));
  }

  @Test
  void listsEverySignature() throws IOException {
    List<String> expected =
        Arrays.stream(Event.values())
            .flatMap(
                event ->
                    Arrays.stream(Role.values())
                        .filter(event::firesOn)
                        .map(role -> signature(role, event)))
            .toList();

    assertThat(rows("| `@")).containsExactlyInAnyOrderElementsOf(expected);
  }

  private static String signature(Role role, Event event) {
    Signature signature = Signature.of(role, event);
    String takes =
        signature.supplies().stream()
            .map(binder -> " `" + binder.type() + "`")
            .collect(Collectors.joining(","));
    return String.format(
        "| `%s` | %s |%s | %s |",
        event.annotation(),
        role.name().toLowerCase(Locale.ROOT),
        takes,
        signature.returns().text());
  }

  private static List<String> rows(String start) throws IOException {
    return Files.readAllLines(README).stream().filter(line -> line.startsWith(start)).toList();
  }
}
