package dev.pollen.example.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Eight bytes at a time find what one at a time would. */
final class ControlSearchTest {
  private static final int LENGTH = 19;

  private static byte[] filledWith(int octet) {
    byte[] bytes = new byte[LENGTH];
    Arrays.fill(bytes, (byte) octet);
    return bytes;
  }

  /** As the standard says it, and not from a table. */
  private static boolean isControl(int octet) {
    return (octet < ' ' && octet != '\t') || octet == 0x7f;
  }

  @Test
  void findsEachControlCharacterAtEachPlaceAmongAllOthers() {
    for (int others = 0; others <= 0xff; others++) {
      if (isControl(others)) {
        continue;
      }
      for (int octet = 0; octet <= 0xff; octet++) {
        for (int place = 0; place < LENGTH; place++) {
          byte[] bytes = filledWith(others);
          bytes[place] = (byte) octet;
          assertThat(ControlSearch.find(bytes, 0, LENGTH))
              .isEqualTo(isControl(octet) ? place : LENGTH);
        }
      }
    }
  }

  @Test
  void findsTheFirstOfSeveral() {
    for (int first = 0; first <= 0xff; first++) {
      for (int second = 0; second <= 0xff; second++) {
        byte[] bytes = filledWith('a');
        bytes[2] = (byte) first;
        bytes[3] = (byte) second;
        bytes[4] = '\n';
        int expected = isControl(first) ? 2 : isControl(second) ? 3 : 4;
        assertThat(ControlSearch.find(bytes, 0, LENGTH)).isEqualTo(expected);
      }
    }
  }

  @Test
  void looksAtNothingOutsideOfTheRange() {
    byte[] bytes = filledWith('\n');
    for (int from = 0; from <= LENGTH; from++) {
      for (int to = from; to <= LENGTH; to++) {
        Arrays.fill(bytes, from, to, (byte) 'a');
        assertThat(ControlSearch.find(bytes, from, to)).isEqualTo(to);
        Arrays.fill(bytes, (byte) '\n');
      }
    }
  }
}
