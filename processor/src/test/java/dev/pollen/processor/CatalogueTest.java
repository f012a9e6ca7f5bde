package dev.pollen.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.processor.report.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The style of all diagnostics, and that none of them is unproved. */
class CatalogueTest {
  private static final Path TESTS = Path.of("src/test/java/dev/pollen/processor");

  @ParameterizedTest
  @EnumSource(Diagnostic.class)
  void isProducedBySomeTest(Diagnostic diagnostic) throws IOException {
    // An expected text follows the constant, so the constant cannot be mentioned without proof.
    Pattern proof = Pattern.compile("\\(\\s*" + diagnostic.name() + ",\\s*\"");
    String key = "\"[" + diagnostic.key() + "]";
    StringBuilder tests = new StringBuilder();
    for (Path file : Javac.files(TESTS)) {
      tests.append(Files.readString(file));
    }
    assertThat(proof.matcher(tests).find() || tests.indexOf(key) >= 0).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Diagnostic.class)
  void hasRuleAndHintInHouseStyle(Diagnostic diagnostic) {
    assertThat(diagnostic.rule()).doesNotEndWith(".").doesNotContain("!");
    assertThat(diagnostic.rule().toLowerCase(java.util.Locale.ROOT)).doesNotContain("invalid");
    assertThat(diagnostic.hint()).matches("(?s)[A-Z].*(\\.|\\)|\\{\\d})").doesNotContain("!");
  }

  @Test
  void namesItsKeysAfterItsConstants() {
    assertThat(Diagnostic.PRIVATE_EVENT_METHOD.key()).isEqualTo("PrivateEventMethod");
  }
}
