package dev.pollen.example.dns;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZoneTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "a.test. IN A 192.0.2.1",
        "a.test. 1 CH A 192.0.2.1",
        "a.test. 1 IN MX 1 b.test.",
        "a.test. 1 IN A 192.0.2.256",
        "a.test. 1 IN A localhost",
        "a.test. 1 IN A ::1",
        "a.test. 1 IN AAAA 192.0.2.1",
        "a.test. 1 IN AAAA :::",
        "a.test. 1 IN TXT hello",
        "a.test. 1 IN TXT \"hello\" there",
        "a.test. 1 IN TXT \"hello",
        "a..test. 1 IN A 192.0.2.1",
        "\u00fc.test. 1 IN A 192.0.2.1"
      })
  void tellsWhichLineIsWrong(String line) {
    assertThatThrownBy(() -> Zone.of(List.of("b.test. 1 IN A 192.0.2.1", line)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Line 2 of the zone: ");
  }

  @Test
  void namesAndTextsHaveLimits() {
    assertThatThrownBy(() -> Zone.of(List.of("a".repeat(64) + " 1 IN A 192.0.2.1")))
        .hasMessageContaining("is no name");
    assertThatThrownBy(() -> Zone.of(List.of("a.".repeat(128) + " 1 IN A 192.0.2.1")))
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> Zone.of(List.of("a 1 IN TXT \"" + "x".repeat(256) + "\"")))
        .hasMessageContaining("255 bytes");
  }

  @Test
  void needsAFile() {
    assertThatThrownBy(() -> Zone.read(Path.of("/no/such")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Cannot read the zone");
  }
}
