package dev.pollen;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Frames whose limit is where a segment of memory, or what is received at once, comes to an end.
 */
final class LargeFramesTest {
  /** Their bytes are told apart, so that none may be missing and another be there twice. */
  private static String text(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + i % 23));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {16_383, 16_384, 16_385, 65_535, 65_536, 65_537, 131_072})
  void mayBeAsLongAsTheirLimit(int max) {
    check(max, Terminator.line().max(max).skippingOversized(), frame -> frame + "\r\n");
    check(max, Terminator.line().max(max).skippingOversized(), frame -> frame + "\n");
    check(
        max,
        Terminator.delimiter("\r\n.\r\n").max(max).skippingOversized(),
        frame -> frame + "\r\n.\r\n");
    check(
        max,
        Terminator.lengthPrefixed(3, BIG_ENDIAN, false).max(max).skippingOversized(),
        frame -> {
          int length = frame.length();
          return ""
              + (char) (length >> 16)
              + (char) (length >> 8 & 0xFF)
              + (char) (length & 0xFF)
              + frame;
        });
  }

  private static void check(int max, Terminator terminator, Function<String, String> wire) {
    List<String> sent = List.of(text(max), text(max - 1), text(max + 1), text(max), "", text(max));
    StringBuilder stream = new StringBuilder();
    sent.forEach(frame -> stream.append(wire.apply(frame)));
    List<String> expected = new ArrayList<>(sent);
    expected.set(2, FrameFeed.OVERSIZED);
    for (int piece : new int[] {1460, 16_384, 65_536, stream.length()}) {
      FrameFeed feed = new FrameFeed(terminator, 1);
      for (int at = 0; at < stream.length(); at += piece) {
        feed.give(stream.substring(at, Math.min(stream.length(), at + piece)));
      }

      // Not shown in full: some are as long as a book.
      assertThat(feed.frames.equals(expected)).as("%s, pieces of %s", terminator, piece).isTrue();
      assertThat(feed.buffer.presented().remaining()).isZero();
    }
  }
}
