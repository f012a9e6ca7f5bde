package dev.pollen.example.keyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns; {@link DifferentialTest} has more of them. */
final class GlobTest {
  private static boolean matches(String pattern, String text) throws Refusal {
    return Glob.of(Text.bytes(pattern)).matches(Text.bytes(text));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''", "*, ''", "*, abc", "a*, abc", "*c, abc", "a*c, abc", "a**c, ac", "?b?, abc",
    "[abc], b", "[a-c]x, bx", "[^a-c]x, dx", "[c-a], b", "\\*, *", "a\\, a\\", "[\\]], ]",
        "*[b]*, abc",
    "*a*b, xaxab"
  })
  void matchesText(String pattern, String text) throws Refusal {
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
  void doesNotMatch(String pattern, String text) throws Refusal {
    assertThat(matches(pattern, text)).isFalse();
  }

  @Test
  @Timeout(10)
  void nobodyCanMakeItSlow() throws Refusal {
    String text = "a".repeat(20_000);
    assertThat(matches("a*".repeat(500) + "b", text)).isFalse();
    assertThat(matches("*a".repeat(500) + "*", text)).isTrue();
    assertThat(matches("*" + "a".repeat(1022) + "b", text)).isFalse();
    assertThat(matches("*[" + "b".repeat(1021) + "]", text)).isFalse();
  }

  @Test
  void hasALimit() throws Refusal {
    String longest = "*".repeat(Glob.MAX_BYTES);
    assertThat(matches(longest, "a")).isTrue();
    assertThatThrownBy(() -> matches(longest + "*", "a"))
        .isInstanceOf(Refusal.class)
        .hasMessage("ERR pattern is too long");
  }
}
