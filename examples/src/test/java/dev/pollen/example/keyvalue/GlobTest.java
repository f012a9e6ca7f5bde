package dev.pollen.example.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns; {@link DifferentialTest} has more of them. */
final class GlobTest {
  private static boolean matches(String pattern, String text) {
    return new Glob(Text.bytes(pattern)).matches(Text.bytes(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''", "*, ''", "*, abc", "a*, abc", "*c, abc", "a*c, abc", "a**c, ac", "?b?, abc",
    "[abc], b", "[a-c]x, bx", "[^a-c]x, dx", "[c-a], b", "\\*, *", "a\\, a\\", "[\\]], ]",
        "*[b]*, abc",
    "*a*b, xaxab"
  })
  void matchesText(String pattern, String text) {
    assertThat(matches(pattern, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'', a",
    "?, ''",
    "a, A",
    "a*, bac",
    "*c, abcd",
    "[abc], d",
    "[^a-c]x, bx",
    "\\*, a",
    "a?, a",
    "*a*b, xaxa"
  })
  void doesNotMatch(String pattern, String text) {
    assertThat(matches(pattern, text)).isFalse();
  }

  @Test
  @Timeout(10)
  void nobodyCanMakeItSlow() {
    String text = "a".repeat(10_000);
    assertThat(matches("a*".repeat(1000) + "b", text)).isFalse();
    assertThat(matches("*a".repeat(1000) + "*", text)).isTrue();
  }
}
