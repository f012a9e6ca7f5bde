package dev.pollen.example.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpDateTest {
  private static final Instant DATE = Instant.parse("1994-11-06T08:49:37Z");

  @Test
  void writesDatesAsTheStandardDoes() {
    assertThat(HttpDate.format(DATE)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
    assertThat(HttpDate.format(DATE.plusMillis(999))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
  }

  @Test
  void readsThem() {
    assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT")).contains(DATE);
  }

  @Test
  void readsTheFormatsOfOldClients() {
    assertThat(HttpDate.parse("Sun Nov  6 08:49:37 1994")).contains(DATE);
    assertThat(HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT")).contains(DATE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 +0100"})
  void takesNothingElse(String text) {
    assertThat(HttpDate.parse(text)).isEmpty();
  }
}
