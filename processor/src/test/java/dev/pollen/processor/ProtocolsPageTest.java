package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/protocols.md shows compiles, and what it shows beside that is what is written. */
class ProtocolsPageTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern MERMAID = Pattern.compile("```mermaid\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("```text\n(.*?)```", Pattern.DOTALL);
  private static final String IMPORTS =
      """
      package app;
      import dev.pollen.*;
      import dev.pollen.annotation.*;
      import java.io.*;
      """;

  private final String page;

  ProtocolsPageTest() throws IOException {
    page = Files.readString(Path.of("../docs/protocols.md"));
  }

  @Test
  void itsProtocolCompilesAndIsDrawnAndDescribedAsShown(@TempDir Path directory)
      throws IOException {
    assertThat(compile(directory, "Guestbook.java", blocks(JAVA).get(0)).messages()).isEmpty();

    String drawn = Files.readString(directory.resolve("classes/app/Guestbook.mmd"));
    assertThat(drawn.substring(drawn.indexOf('\n') + 1)).isEqualTo(blocks(MERMAID).get(0));
    assertThat(Files.readString(directory.resolve("classes/app/Guestbook.protocol")))
        .isEqualTo(blocks(TEXT).get(0));
  }

  @Test
  void itsMessageCompiles(@TempDir Path directory) {
    assertThat(compile(directory, "Login.java", blocks(JAVA).get(1)).messages()).isEmpty();
  }

  private List<String> blocks(Pattern kind) {
    return kind.matcher(page).results().map(result -> result.group(1)).toList();
  }

  private static Javac.Result compile(Path directory, String name, String source) {
    return Javac.into(directory)
        .classPath(Javac.ANNOTATIONS, Javac.RUNTIME)
        .compile(Map.of(name, IMPORTS + source));
  }
}
