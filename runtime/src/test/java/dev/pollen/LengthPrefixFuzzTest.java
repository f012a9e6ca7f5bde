package dev.pollen;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pollen.Terminator.LengthPrefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that begin with their length: as a plain reader counts them, however they are cut. */
final class LengthPrefixFuzzTest {
  private static final int MAX = 300;
  private static final int LONGEST_VARINT = 5;

  /** A length, and how many bytes it takes; -1 if it cannot be, null if it is not complete. */
  private record Prefix(int bytes, long length) {}

  @FuzzTest
  void framesAreAsLongAsTheySay(byte[] bytes) {
    FuzzedStream fuzzed = new FuzzedStream(bytes);
    int choice = fuzzed.number();
    int width = choice % 8 % 5;
    boolean isBigEndian = (choice & 8) != 0;
    boolean isInclusive = (choice & 16) != 0 && width > 0;
    boolean skips = (choice & 32) != 0;
    LengthPrefix prefix =
        width == 0
            ? Terminator.varintPrefixed()
            : Terminator.lengthPrefixed(
                width, isBigEndian ? BIG_ENDIAN : LITTLE_ENDIAN, isInclusive);
    prefix = skips ? prefix.skippingOversized() : prefix;
    List<String> pieces = fuzzed.pieces();
    String stream = String.join("", pieces);

    List<String> expected = new ArrayList<>();
    count(stream, width, isBigEndian, isInclusive, skips, expected);

    assertThat(FuzzedFraming.tell(prefix, MAX, pieces)).isEqualTo(expected);
    assertThat(FuzzedFraming.tell(prefix, MAX, List.of(stream))).isEqualTo(expected);
  }

  private static void count(
      String stream,
      int width,
      boolean isBigEndian,
      boolean isInclusive,
      boolean skips,
      List<String> told) {
    String rest = stream;
    while (true) {
      Prefix prefix = width == 0 ? varint(rest) : fixed(rest, width, isBigEndian, isInclusive);
      if (prefix == null) {
        break;
      }
      if (prefix.length() < 0) {
        told.add(FuzzedFraming.MALFORMED);
        return;
      }
      long end = prefix.bytes() + prefix.length();
      if (prefix.length() > MAX) {
        told.add(FuzzedFraming.OVERSIZED);
        if (!skips) {
          return;
        }
        if (end > rest.length()) {
          rest = "";
          break;
        }
      } else if (end > rest.length()) {
        break;
      } else {
        told.add(rest.substring(prefix.bytes(), (int) end));
      }
      rest = rest.substring((int) end);
    }
    told.add(FuzzedFraming.TAIL + rest);
  }

  private static @Nullable Prefix fixed(
      String rest, int width, boolean isBigEndian, boolean isInclusive) {
    if (rest.length() < width) {
      return null;
    }
    String digits = rest.substring(0, width);
    long length = 0;
    for (char digit :
        (isBigEndian ? digits : new StringBuilder(digits).reverse().toString()).toCharArray()) {
      length = length * 256 + digit;
    }
    return new Prefix(width, Math.max(-1, isInclusive ? length - width : length));
  }

  private static @Nullable Prefix varint(String rest) {
    long length = 0;
    for (int i = 0; i < Math.min(rest.length(), LONGEST_VARINT); i++) {
      length += (rest.charAt(i) % 128L) << (7 * i);
      if (rest.charAt(i) < 128) {
        return new Prefix(i + 1, length > Integer.MAX_VALUE ? -1 : length);
      }
    }
    return rest.length() < LONGEST_VARINT ? null : new Prefix(LONGEST_VARINT, -1);
  }
}
