package dev.pollen.wire;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written, byte for byte. */
final class WireWriterTest {
  private final WireWriter out = new WireWriter(1 << 20);

  private String written() {
    ByteBuffer written = out.written();
    byte[] bytes = new byte[written.remaining()];
    written.get(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  @Test
  void writesNumbersInBothOrders() {
    out.putByte(0x1FF);
    out.putShort(0x10203, BIG_ENDIAN);
    out.putShort(0x10203, LITTLE_ENDIAN);
    out.putInt(0x01020304, BIG_ENDIAN);
    out.putInt(0x01020304, LITTLE_ENDIAN);
    out.putLong(0x0102030405060708L, BIG_ENDIAN);
    out.putLong(0x0102030405060708L, LITTLE_ENDIAN);

    assertThat(written())
        .isEqualTo(
            "ff"
                + "0203"
                + "0302"
                + "01020304"
                + "04030201"
                + "0102030405060708"
                + "0807060504030201");
  }

  @Test
  void writesFloatingNumbers() {
    out.putFloat(1.5f, BIG_ENDIAN);
    out.putFloat(1.5f, LITTLE_ENDIAN);
    out.putDouble(-2.0, BIG_ENDIAN);
    out.putDouble(-2.0, LITTLE_ENDIAN);

    assertThat(written())
        .isEqualTo("3fc00000" + "0000c03f" + "c000000000000000" + "00000000000000c0");
  }

  @Test
  void writesNumbersOfAnyWidth() {
    out.putNumber(-2, 3, BIG_ENDIAN);
    out.putNumber(-2, 3, LITTLE_ENDIAN);
    out.putNumber(0x0102030405060708L, 8, LITTLE_ENDIAN);
    out.putNumber(0x7F, 1, BIG_ENDIAN);

    assertThat(written()).isEqualTo("fffffe" + "feffff" + "0807060504030201" + "7f");
  }

  @Test
  void writesBytes() {
    out.putBytes(new byte[] {1, 2});
    ByteBuffer more = ByteBuffer.wrap(new byte[] {3, 4, 5, 6}, 1, 2);
    out.putBytes(more);

    assertThat(written()).isEqualTo("01020405");
    assertThat(more.hasRemaining()).isFalse();
  }

  @Test
  void fillsInWhatWasSkipped() {
    out.putByte(9);
    int at = out.skip(3);
    out.putByte(8);
    assertThat(written()).isEqualTo("0900000008");

    out.setNumber(at, 0x010203, 3, LITTLE_ENDIAN);

    assertThat(written()).isEqualTo("0903020108");
    assertThatThrownBy(() -> out.setNumber(3, 1, 3, BIG_ENDIAN))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> out.setNumber(-1, 1, 3, BIG_ENDIAN))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void skipsWithZerosInMemoryThatWasUsed() {
    out.putLong(-1, BIG_ENDIAN);
    out.reset(100);
    out.skip(4);

    assertThat(written()).isEqualTo("00000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "ISO-8859-1", "US-ASCII", "UTF-16LE", "windows-1252", "UTF-16"})
  void writesTextAsTheJdkDoes(String charset) {
    Charset how = Charset.forName(charset);
    Random random = new Random(3);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(20); left > 0; left--) {
        int c = random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : random.nextInt(0x900);
        text.appendCodePoint(c);
      }
      out.reset(1 << 20);
      if (how.newEncoder().canEncode(text)) {
        out.putText(text, how);
        assertThat(written()).isEqualTo(HexFormat.of().formatHex(text.toString().getBytes(how)));
      } else {
        assertThatThrownBy(() -> out.putText(text, how))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("The text has a character for which " + charset + " has no bytes");
        assertThat(out.size()).isZero();
      }
    }
  }

  @Test
  void refusesHalvesOfCharacters() {
    for (String text :
        new String[] {"\uD83D", "\uDE00", "a\uD83Db", "\uDE00\uD83D", "\uD83D\uD83D"}) {
      for (Charset charset : new Charset[] {UTF_8, UTF_16LE, US_ASCII, ISO_8859_1}) {
        assertThatThrownBy(() -> out.putText(text, charset))
            .isInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThat(out.size()).isZero();
  }

  @Test
  void takesNoMoreThanItMay() {
    WireWriter small = new WireWriter(5);
    small.putInt(1, BIG_ENDIAN);

    assertThatThrownBy(() -> small.putShort(1, BIG_ENDIAN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("More than 5 bytes, which is all that this writer takes");
    assertThatThrownBy(() -> small.skip(Integer.MAX_VALUE))
        .isInstanceOf(IllegalStateException.class);
    assertThat(small.size()).isEqualTo(4);
    small.putByte(1);
    assertThat(small.size()).isEqualTo(5);
    assertThatThrownBy(() -> small.putByte(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> new WireWriter(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> small.reset(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void growsWithoutForgetting() {
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      out.putByte(i);
      expected.append(HexFormat.of().toHexDigits((byte) i));
    }

    assertThat(written()).isEqualTo(expected.toString());
    assertThat(out.capacity()).isLessThan(200_001);
  }

  @Test
  void keepsItsMemory() {
    out.putBytes(new byte[5_000]);
    int capacity = out.capacity();
    out.reset(10);

    assertThat(out.size()).isZero();
    assertThat(out.written().remaining()).isZero();
    assertThat(out.capacity()).isEqualTo(capacity);
    assertThatThrownBy(() -> out.skip(11)).isInstanceOf(IllegalStateException.class);
  }
}
