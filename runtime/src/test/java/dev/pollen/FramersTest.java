package dev.pollen;

import static dev.pollen.FrameFeed.MALFORMED;
import static dev.pollen.FrameFeed.OVERSIZED;
import static dev.pollen.FrameFeed.TAIL;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of terminator against a plain reading of the whole stream, however it is cut. */
final class FramersTest {
  private static final int MAX = 5;
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  /** A terminator, what it should do to a stream, and streams to try. */
  private record Framer(
      String name,
      Terminator terminator,
      Function<String, List<String>> reference,
      List<String> streams,
      String alphabet) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Framer> framers() {
    return Stream.of(true, false).flatMap(FramersTest::framers);
  }

  private static Stream<Framer> framers(boolean skips) {
    List<String> lines =
        List.of(
            "abcd\nabcde\nabcdef\nab\n",
            "abcd\r\nabcde\r\nabcdef\r\n\r\n\n\r",
            "\r\r\r\r\r\r\n\r\n12345\r\r\nxx\n12345\r",
            "abcdefgh\nabcdefghi\nabcdefgh\nok\nabcdefg",
            "abcde\rx");
    List<String> mails = List.of("abcd..abcde..abcdef..", "......", "a.b.c..abcdefgh..x..abcdefg.");
    Terminator.Delimiter line = Terminator.line().max(MAX);
    Terminator.Delimiter delimiter = Terminator.delimiter("..").max(MAX);
    List<Framer> all = new ArrayList<>();
    all.add(
        new Framer(
            "line, skips " + skips,
            skips ? line.skippingOversized() : line,
            stream -> delimited(stream, "\n", true, skips),
            lines,
            "abc\r\n"));
    all.add(
        new Framer(
            "delimiter, skips " + skips,
            skips ? delimiter.skippingOversized() : delimiter,
            stream -> delimited(stream, "..", false, skips),
            mails,
            "ab.."));
    for (ByteOrder order : List.of(BIG_ENDIAN, LITTLE_ENDIAN)) {
      for (int width = 0; width <= 4; width++) {
        for (boolean inclusive : width == 0 ? new boolean[1] : new boolean[] {false, true}) {
          all.add(prefixed(width, order, inclusive, skips));
        }
      }
    }
    return all.stream();
  }

  private static Framer prefixed(int width, ByteOrder order, boolean inclusive, boolean skips) {
    Terminator.LengthPrefix prefix =
        width == 0
            ? Terminator.varintPrefixed().max(MAX)
            : Terminator.lengthPrefixed(width, order, inclusive).max(MAX);
    String text = "abcdefghi";
    StringBuilder stream = new StringBuilder();
    for (int length : new int[] {MAX - 1, MAX, MAX + 1, 0, MAX + 4, MAX + 2, 1}) {
      stream.append(number(length + (inclusive ? width : 0), width, order));
      stream.append(text, 0, length);
    }
    String half = number(MAX + (inclusive ? width : 0), width, order) + "ab";
    String huge = number(width == 1 ? 255 : width == 2 ? 65535 : 0xFFFFFF, width, order) + "ab";
    List<String> streams =
        List.of(stream.toString(), stream + half, stream + huge, "\0".repeat(5), "\u0080\0xy");
    return new Framer(
        "prefix of " + width + " " + order + (inclusive ? " inclusive" : "") + ", skips " + skips,
        skips ? prefix.skippingOversized() : prefix,
        text2 -> prefixed(text2, width, order, inclusive, skips),
        streams,
        "\0\0\0\1\2\3\4\5\6\7\u0080");
  }

  private static String number(int value, int width, ByteOrder order) {
    StringBuilder text = new StringBuilder();
    if (width == 0) {
      for (int rest = value; ; rest >>>= 7) {
        if (rest < 0x80) {
          return text.append((char) rest).toString();
        }
        text.append((char) ((rest & 0x7F) | 0x80));
      }
    }
    for (int i = 0; i < width; i++) {
      text.append((char) ((value >>> (8 * i)) & 0xFF));
    }
    return (order == BIG_ENDIAN ? text.reverse() : text).toString();
  }

  private static List<String> delimited(
      String stream, String delimiter, boolean dropsReturn, boolean skips) {
    List<String> told = new ArrayList<>();
    int start = 0;
    while (true) {
      int end = stream.indexOf(delimiter, start);
      String frame = stream.substring(start, end < 0 ? stream.length() : end);
      String text = dropsReturn && frame.endsWith("\r") ? chopped(frame) : frame;
      if (!dropsReturn && end < 0 && text.endsWith(".")) {
        text = chopped(text);
      }
      if (text.length() > MAX) {
        told.add(OVERSIZED);
        if (!skips) {
          return told;
        }
      } else if (end >= 0) {
        told.add(text);
      } else {
        told.add(TAIL + frame);
        return told;
      }
      if (end < 0) {
        // Of a frame that is skipped, nothing is kept but what may be its end.
        told.add(TAIL);
        return told;
      }
      start = end + delimiter.length();
    }
  }

  private static String chopped(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static List<String> prefixed(
      String stream, int width, ByteOrder order, boolean inclusive, boolean skips) {
    List<String> told = new ArrayList<>();
    int start = 0;
    while (start < stream.length()) {
      int bytes = width;
      long length = 0;
      if (width == 0) {
        int last = start;
        while (last < stream.length() && stream.charAt(last) >= 0x80) {
          last++;
        }
        bytes = last - start + 1;
        if (bytes > 5) {
          told.add(MALFORMED);
          return told;
        }
        for (int i = 0; i < bytes && last < stream.length(); i++) {
          length += (stream.charAt(start + i) & 0x7FL) << (7 * i);
        }
      }
      if (start + bytes > stream.length()) {
        break;
      }
      for (int i = 0; i < width; i++) {
        char digit = stream.charAt(order == BIG_ENDIAN ? start + i : start + width - 1 - i);
        length = length * 256 + digit;
      }
      length -= inclusive ? width : 0;
      if (length < 0 || (length > Integer.MAX_VALUE && width == 0)) {
        told.add(MALFORMED);
        return told;
      }
      long end = start + bytes + length;
      if (length > MAX) {
        told.add(OVERSIZED);
        if (!skips) {
          return told;
        }
        if (end > stream.length()) {
          told.add(TAIL);
          return told;
        }
      } else if (end > stream.length()) {
        break;
      } else {
        told.add(stream.substring(start + bytes, (int) end));
      }
      start = (int) end;
    }
    told.add(TAIL + stream.substring(start));
    return told;
  }

  private static List<String> feed(Framer framer, String... pieces) {
    FrameFeed feed = new FrameFeed(framer.terminator, NO_LIMIT);
    for (String piece : pieces) {
      feed.give(piece);
    }
    return feed.framesAndTail();
  }

  @ParameterizedTest
  @MethodSource("framers")
  void everyTwoCutsAndSingleBytesGiveWhatAPlainReadingGives(Framer framer) {
    for (String stream : framer.streams) {
      List<String> expected = framer.reference.apply(stream);
      for (int i = 0; i <= stream.length(); i++) {
        for (int j = i; j <= stream.length(); j++) {
          assertThat(
                  feed(framer, stream.substring(0, i), stream.substring(i, j), stream.substring(j)))
              .as("%s cut at %d and %d", stream, i, j)
              .isEqualTo(expected);
        }
      }
      assertThat(feed(framer, stream.split(""))).as("%s byte by byte", stream).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("framers")
  void randomStreamsInRandomPiecesGiveWhatAPlainReadingGives(Framer framer) {
    Random random = new Random(7);
    for (int run = 0; run < 2_000; run++) {
      StringBuilder stream = new StringBuilder();
      for (int length = random.nextInt(50); length > 0; length--) {
        stream.append(framer.alphabet.charAt(random.nextInt(framer.alphabet.length())));
      }
      String[] pieces = stream.toString().split("(?s)(?<=\\G.{" + (1 + random.nextInt(9)) + "})");
      assertThat(feed(framer, pieces))
          .as("%s", List.of(pieces))
          .isEqualTo(framer.reference.apply(stream.toString()));
    }
  }

  @ParameterizedTest
  @MethodSource("framers")
  void tenTimesTheStreamCostsTenTimesAsMuchByteByByte(Framer framer) {
    String unit = framer.streams.get(0);
    double once = examined(framer, unit.repeat(10));
    double tenTimes = examined(framer, unit.repeat(100));

    assertThat(tenTimes).isLessThanOrEqualTo(15 * once);
  }

  private static long examined(Framer framer, String stream) {
    FrameFeed feed = new FrameFeed(framer.terminator, NO_LIMIT);
    for (int i = 0; i < stream.length(); i++) {
      feed.give(stream.substring(i, i + 1));
    }
    return feed.framing.examinedBytes();
  }

  @Test
  void ofWhatIsSkippedNothingIsKept() {
    for (Terminator terminator :
        List.of(
            Terminator.line().max(3).skippingOversized(),
            Terminator.length(9_000).max(3).skippingOversized(),
            Terminator.lengthPrefixed(4, BIG_ENDIAN, false).max(3).skippingOversized())) {
      FrameFeed feed = new FrameFeed(terminator, NO_LIMIT).give("\1\1\1\1abcd");
      for (int i = 0; i < 1_000; i++) {
        feed.give("abcdefg\r");
        assertThat(feed.buffer.unread()).as("%s", terminator).isZero();
      }
      assertThat(feed.frames).containsExactly(OVERSIZED);
    }
  }

  @Test
  void aPrefixOfFourBytesIsUnsigned() {
    Terminator prefix = Terminator.lengthPrefixed(4, BIG_ENDIAN, false);
    FrameFeed feed = new FrameFeed(prefix, 100).give("\u00ff\u00ff\u00ff\u00ff");
    FrameFeed skipping =
        new FrameFeed(((Terminator.LengthPrefix) prefix).skippingOversized(), 100)
            .give("\u00ff\u00ff\u00ff\u00ffabc");

    assertThat(feed.framesAndTail()).containsExactly(OVERSIZED);
    assertThat(skipping.framing.remaining()).isEqualTo(0xFFFFFFFFL - 3);
  }

  @Test
  void aVarintMayBeTheLargestIntegerAndNotOneMore() {
    assertThat(
            new FrameFeed(Terminator.varintPrefixed(), 100)
                .give("\u00ff\u00ff\u00ff\u00ff\7")
                .frames)
        .containsExactly(OVERSIZED);
    assertThat(
            new FrameFeed(Terminator.varintPrefixed(), 100)
                .give("\u0080\u0080\u0080\u0080\u0008")
                .frames)
        .containsExactly(MALFORMED);
    assertThat(
            new FrameFeed(Terminator.varintPrefixed(), 100)
                .give("\u0080\u0080\u0080\u0080\u0080")
                .frames)
        .containsExactly(MALFORMED);
  }

  @Test
  void theLimitsOfAConnectionHoldWhereATerminatorSaysNothing() {
    assertThat(new FrameFeed(Terminator.line(), 3).give("abc\r\nabcd").frames)
        .containsExactly("abc", OVERSIZED);
    assertThat(new FrameFeed(Terminator.line().max(4), 3).give("abcd\r\n").frames)
        .containsExactly("abcd");
  }

  @Test
  void linesInChunksHoldBackAReturnUntilItIsKnown() {
    FrameFeed feed = new FrameFeed(Terminator.line().inChunks(), 3);
    feed.give("a\r").give("\r").give("b\r").give("\n").give("\r\n").give("\n").give("x\r");

    assertThat(feed.frames).containsExactly("a\r\rb", "", "");
    assertThat(feed.framesAndTail()).endsWith(TAIL + "x\r");
  }
}
