package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.Framing.Find;
import dev.pollen.Terminator.Delimiter;
import dev.pollen.Terminator.Length;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.InvalidMarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes are the same frames, however they are cut. */
final class FramingTest {
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private static final String TAIL = FrameFeed.TAIL;

  private static String text(ByteBuffer bytes) {
    return ISO_8859_1.decode(bytes).toString();
  }

  private static List<String> cut(Terminator terminator, String... pieces) {
    FrameFeed feed = new FrameFeed(terminator, NO_LIMIT);
    for (String piece : pieces) {
      if (!piece.isEmpty()) {
        feed.give(piece);
      }
    }
    return feed.framesAndTail();
  }

  private static List<String> reference(String delimiter, String text) {
    List<String> frames = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
      frames.add(text.substring(start, end));
      start = end + delimiter.length();
    }
    frames.add(TAIL + text.substring(start));
    return frames;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\n", "\r\n", "qqq", "aab", "abab", "aabaaab", "\r\n.\r\n", "\u00ff\u0000\u00ff"})
  void everyCutIntoTwoOrThreePiecesAndIntoSingleBytesGivesTheSameFrames(String delimiter) {
    String almost = delimiter.substring(0, delimiter.length() - 1);
    String first = delimiter.substring(0, 1);
    String text =
        "x" + delimiter + delimiter + first + delimiter + almost + "y" + almost + delimiter + almost
            + almost + delimiter + "z" + almost;
    List<String> expected = reference(delimiter, text);
    for (Delimiter style : List.of(Terminator.delimiter(bytes(delimiter)), chunked(delimiter))) {
      for (int i = 0; i <= text.length(); i++) {
        for (int j = i; j <= text.length(); j++) {
          assertThat(cut(style, text.substring(0, i), text.substring(i, j), text.substring(j)))
              .as("cut at %d and %d", i, j)
              .isEqualTo(expected);
        }
      }
      assertThat(cut(style, text.split(""))).as("byte by byte").isEqualTo(expected);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static Delimiter chunked(String delimiter) {
    return Terminator.delimiter(bytes(delimiter)).inChunks();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void randomBytesInRandomPiecesAreCutAsANaiveSearchCutsThem(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 5_000; run++) {
      String delimiter = randomText(random, 1 + random.nextInt(5));
      String text = randomText(random, random.nextInt(60));
      String[] pieces = text.split("(?<=\\G.{" + (1 + random.nextInt(9)) + "})");
      Terminator terminator = Terminator.delimiter(delimiter);
      List<String> expected = reference(delimiter, text);

      assertThat(cut(random.nextBoolean() ? terminator : chunked(delimiter), pieces))
          .as("%s cut by %s", List.of(pieces), delimiter)
          .isEqualTo(expected);
    }
  }

  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) ('a' + random.nextInt(2)));
    }
    return text.toString();
  }

  /** asynchat's test_numeric_terminator: it fires once, and then everything is collected. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void aLengthEndsOneFrameAndWhatFollowsIsRaw(int length) {
    String text = "hello world, I am not done yet!";
    for (Length style : List.of(Terminator.length(length), Terminator.length(length).inChunks())) {
      for (int i = 0; i <= text.length(); i++) {
        assertThat(cut(style, text.substring(0, i), text.substring(i)))
            .containsExactly(text.substring(0, length), TAIL + text.substring(length));
      }
      assertThat(cut(style, text.split("")))
          .containsExactly(text.substring(0, length), TAIL + text.substring(length));
    }
  }

  @Test
  void remainingTellsHowMuchOfALengthIsMissing() {
    for (Length style : List.of(Terminator.length(5), Terminator.length(5).inChunks())) {
      FrameFeed feed = new FrameFeed(style, NO_LIMIT);
      assertThat(feed.framing.remaining()).isEqualTo(5);
      feed.give("ab");
      assertThat(feed.framing.remaining()).isEqualTo(3);
      feed.give("cde");
      assertThat(feed.framing.remaining()).isZero();
      assertThat(feed.framing.terminator()).isEqualTo(Terminator.raw());
    }
  }

  @Test
  void aTerminatorThatIsSetInsideAFrameAppliesToTheNextOne() {
    FrameFeed feed = new FrameFeed(Terminator.delimiter("\n"), NO_LIMIT).give("ab");
    feed.framing.terminator(Terminator.length(2));
    assertThat(feed.framing.terminator()).isEqualTo(Terminator.length(2));
    feed.give("c\n12345");

    assertThat(feed.framesAndTail()).containsExactly("abc", "12", "~345");
  }

  @Test
  void aTerminatorThatIsSetBetweenFramesAppliesAtOnce() {
    FrameFeed feed = new FrameFeed(Terminator.delimiter("\n"), NO_LIMIT).give("ab\n");
    feed.framing.terminator(Terminator.length(2));
    feed.give("\n\nx");

    assertThat(feed.framesAndTail()).containsExactly("ab", "\n\n", "~x");
  }

  @Test
  void aFrameMayBeAsLongAsTheLimitSaysAndNotOneByteLongerHoweverItIsCut() {
    for (String end : List.of("\n", "\r\n.\r\n")) {
      for (int length = 1; length <= 12; length++) {
        String text = "x".repeat(length) + end;
        Find expected = length <= 10 ? Find.FRAME : Find.OVERSIZED;
        for (int size = 1; size <= text.length(); size++) {
          FrameFeed feed = new FrameFeed(Terminator.delimiter(end), 10);
          for (int i = 0; i < text.length() && !feed.finds.contains(Find.OVERSIZED); i += size) {
            feed.give(text.substring(i, Math.min(text.length(), i + size)));
          }
          assertThat(feed.finds).as("%d bytes in pieces of %d", length, size).contains(expected);
          assertThat(feed.finds.contains(Find.FRAME)).isEqualTo(length <= 10);
        }
      }
    }
  }

  @Test
  void aLengthBeyondTheLimitIsRefusedWithItsFirstByteUnlessItComesInChunks() {
    assertThat(new FrameFeed(Terminator.length(11), 10).give("x").finds)
        .containsExactly(Find.OVERSIZED);
    assertThat(new FrameFeed(Terminator.length(10), 10).give("x".repeat(10)).frames).hasSize(1);
    assertThat(new FrameFeed(Terminator.length(11).inChunks(), 10).give("x".repeat(11)).frames)
        .hasSize(1);
    assertThat(new FrameFeed(chunked("\n"), 10).give("x".repeat(11) + "\n").frames).hasSize(1);
  }

  @Test
  void theInputItselfIsLentAndAsItWasAfterwardsWhateverIsDoneToIt() {
    ByteBuffer input = ByteBuffer.wrap(bytes("one\ntwo\nthr"));
    Framing framing = new Framing(Terminator.delimiter("\n"));
    for (String expected : List.of("one", "two")) {
      framing.advance(input, NO_LIMIT);
      framing.narrow(input);
      assertThat(input.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
      assertThat(text(input.duplicate())).isEqualTo(expected);
      input.clear().position(2).mark().order(ByteOrder.LITTLE_ENDIAN).limit(5);
      framing.widen(input, false);
    }

    assertThat(framing.advance(input, NO_LIMIT)).isEqualTo(Find.NOTHING);
    assertThat(input.position()).isEqualTo(8);
    assertThat(input.limit()).isEqualTo(11);
    assertThatThrownBy(input::reset).isInstanceOf(InvalidMarkException.class);
  }

  @Test
  void bytesThatTrickleInAreLookedAtOnce() {
    int count = 20_000;
    for (Delimiter style : List.of(Terminator.delimiter("aaab"), chunked("aaab"))) {
      FrameFeed feed = new FrameFeed(style, NO_LIMIT);
      for (int i = 0; i < count; i++) {
        feed.give("a");
      }
      feed.give("b");

      assertThat(feed.frames).containsExactly("a".repeat(count - 3));
      assertThat(feed.framing.examinedBytes()).isEqualTo(count + 1);
    }
  }

  @Test
  void forgettingStartsAnewWithTheTerminatorThatWasSetLast() {
    FrameFeed feed = new FrameFeed(Terminator.length(5), NO_LIMIT).give("abc");
    feed.framing.forget();
    feed.buffer.clear();
    assertThat(feed.framing.remaining()).isEqualTo(5);
    feed.framing.terminator(Terminator.delimiter("\n"));
    feed.give("xy");
    feed.framing.forget();
    feed.buffer.clear();
    feed.give("z\n");

    assertThat(feed.framesAndTail()).containsExactly("z", "~");
  }

  @Test
  void bytesThatSomebodyReadBehindItsBackDoNoHarm() {
    FrameFeed feed = new FrameFeed(Terminator.delimiter("\n"), NO_LIMIT).give("abc");
    feed.buffer.presented().position(3);
    feed.give("\n");

    assertThat(feed.frames).containsExactly("");
  }
}
