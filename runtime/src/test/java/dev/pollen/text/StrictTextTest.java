package dev.pollen.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictTextTest {
  @ParameterizedTest
  @CsvSource({
    "UTF-8, 68c3a9e282acf09f9880, hé€😀",
    "UTF-8, efbfbd, \uFFFD",
    "UTF-8, 61efbfbd62, a\uFFFDb",
    "US-ASCII, 6869, hi",
    "ISO-8859-1, e9ff, éÿ",
    "UTF-16BE, 006820ac, h€",
    "windows-1252, 80, €",
    "Shift_JIS, 93fa, 日"
  })
  void bytesBecomeText(String charset, String bytes, String text) throws Exception {
    assertThat(decode(bytes, charset)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, ff",
    "UTF-8, 61c3",
    "UTF-8, c080",
    "UTF-8, eda080",
    "UTF-8, f4908080",
    "UTF-8, efbfbdff",
    "US-ASCII, 6180",
    "UTF-16BE, 00",
    "UTF-16BE, d83d0061",
    "windows-1252, 81",
    "Shift_JIS, 93"
  })
  void bytesThatTheCharsetDoesNotKnowAreRefused(String charset, String bytes) {
    assertThatExceptionOfType(CharacterCodingException.class)
        .isThrownBy(() -> decode(bytes, charset));
  }

  @Test
  void onlyTheRangeCountsAndTheBufferStays() throws Exception {
    ByteBuffer source = ByteBuffer.wrap("abcde".getBytes(StandardCharsets.US_ASCII)).position(3);

    assertThat(StrictText.decode(source, 1, 4, StandardCharsets.UTF_8)).isEqualTo("bcd");
    assertThat(StrictText.decode(source, 4, 4, StandardCharsets.UTF_8)).isEmpty();
    assertThat(source.position()).isEqualTo(3);
    assertThat(source.limit()).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {8191, 8192, 8193, 100_000})
  void longTextsAreTextsToo(int length) throws Exception {
    ByteBuffer source = ByteBuffer.allocateDirect(length);
    for (int i = 0; i < length; i++) {
      source.put(i, (byte) ('a' + i % 26));
    }

    String text = StrictText.decode(source, 0, length, StandardCharsets.UTF_8);

    assertThat(text).hasSize(length).startsWith("abc").doesNotContain("\0");
    source.put(length - 1, (byte) 0xff);
    assertThatExceptionOfType(CharacterCodingException.class)
        .isThrownBy(() -> StrictText.decode(source, 0, length, StandardCharsets.UTF_8));
  }

  private static String decode(String hex, String charset) throws CharacterCodingException {
    byte[] bytes = HexFormat.of().parseHex(hex);
    ByteBuffer source = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    return StrictText.decode(source, 0, bytes.length, Charset.forName(charset));
  }
}
