package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pollen.Terminator.Delimiter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TerminatorTest {

  @Test
  void anEmptyDelimiterIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Terminator.delimiter(""));
    assertThatIllegalArgumentException().isThrownBy(() -> Terminator.delimiter(new byte[0]));
  }

  @Test
  void aDelimiterThatUtf8CannotExpressIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Terminator.delimiter("\ud800"));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aLengthThatIsNotPositiveIsRefused(long length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Terminator.length(length))
        .withMessageContaining(String.valueOf(length));
  }

  @Test
  void theBytesOfADelimiterAreCopiedBothWays() {
    byte[] bytes = {1, 2};
    Delimiter delimiter = Terminator.delimiter(bytes);
    bytes[0] = 9;
    delimiter.bytes()[1] = 9;

    assertThat(delimiter.bytes()).containsExactly(1, 2);
  }

  @Test
  void aTextIsReceivedAsUtf8() {
    assertThat(Terminator.delimiter("ä").bytes()).isEqualTo("ä".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void framesComeWholeUnlessChunksAreAskedFor() {
    assertThat(Terminator.delimiter("x").isChunked()).isFalse();
    assertThat(Terminator.delimiter("x").inChunks().isChunked()).isTrue();
    assertThat(Terminator.length(3).isChunked()).isFalse();
    assertThat(Terminator.length(3).inChunks().isChunked()).isTrue();
    assertThat(Terminator.length(3).inChunks().bytes()).isEqualTo(3);
    assertThat(Terminator.raw().isChunked()).isTrue();
  }

  @Test
  void equalTerminatorsAreEqual() {
    assertThat(Terminator.delimiter("xy"))
        .isEqualTo(Terminator.delimiter(new byte[] {'x', 'y'}))
        .hasSameHashCodeAs(Terminator.delimiter("xy"))
        .isNotEqualTo(Terminator.delimiter("xy").inChunks())
        .isNotEqualTo(Terminator.delimiter("xz"));
    assertThat(Terminator.length(5)).isEqualTo(Terminator.length(5));
    assertThat(Terminator.delimiter("ab").inChunks()).hasToString("Delimiter[97, 98] in chunks");
  }

  private static int matchedAtEnd(Delimiter delimiter, String text) {
    int matched = 0;
    for (byte next : text.getBytes(StandardCharsets.ISO_8859_1)) {
      matched = delimiter.matchedAfter(matched, next);
    }
    return matched;
  }

  /** As asynchat's find_prefix_at_end tells. */
  @ParameterizedTest
  @CsvSource({"qwerty#,#$,1", "qwertydkjf,#$,0", "qwerty#$,#$,2", "aa,aab,2", "aaa,aab,2"})
  void theBeginningOfADelimiterAtTheEndOfATextIsFound(String text, String delimiter, int length) {
    assertThat(matchedAtEnd(Terminator.delimiter(delimiter), text)).isEqualTo(length);
  }

  @Test
  void theBeginningThatIsFoundIsTheLongestOne() {
    Random random = new Random(1);
    for (int run = 0; run < 20_000; run++) {
      String bytes = randomText(random, 1 + random.nextInt(6));
      String text = randomText(random, random.nextInt(12));
      if (text.contains(bytes)) {
        continue;
      }
      int longest = 0;
      for (int i = 1; i < bytes.length(); i++) {
        longest = text.endsWith(bytes.substring(0, i)) ? i : longest;
      }
      assertThat(matchedAtEnd(Terminator.delimiter(bytes), text))
          .as("%s at the end of %s", bytes, text)
          .isEqualTo(longest);
    }
  }

  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(2)));
    }
    return text.toString();
  }
}
