package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pollen.Terminator.Delimiter;
import java.util.ArrayList;
import java.util.List;

/** Lines and other frames with a delimiter: as a plain search finds them, however they are cut. */
final class DelimiterFuzzTest {
  private static final int MAX = 7;
  private static final List<String> DELIMITERS =
      List.of("\n", "\r\n", "..", "aab", "abab", "\r\n.\r\n", "x");

  @FuzzTest
  void framesAreWhatASearchFinds(byte[] bytes) {
    FuzzedStream fuzzed = new FuzzedStream(bytes);
    int choice = fuzzed.number();
    String text = DELIMITERS.get(choice % 8 % DELIMITERS.size());
    boolean isLine = choice % 8 == 7;
    Delimiter delimiter = isLine ? Terminator.line() : Terminator.delimiter(text);
    boolean isChunked = (choice & 8) != 0;
    boolean skips = (choice & 16) != 0;
    delimiter = isChunked ? delimiter.inChunks() : delimiter;
    delimiter = skips ? delimiter.skippingOversized() : delimiter;
    int connectionMax = (choice & 32) != 0 ? MAX : 2 * MAX;
    delimiter = connectionMax == MAX ? delimiter : delimiter.max(MAX);
    List<String> pieces = fuzzed.pieces();
    String stream = String.join("", pieces);

    List<String> expected = new ArrayList<>();
    search(stream, text, isLine, isChunked ? Integer.MAX_VALUE : MAX, skips, expected);

    assertThat(FuzzedFraming.tell(delimiter, connectionMax, pieces)).isEqualTo(expected);
    assertThat(FuzzedFraming.tell(delimiter, connectionMax, List.of(stream))).isEqualTo(expected);
  }

  private static void search(
      String stream, String text, boolean isLine, int max, boolean skips, List<String> told) {
    int start = 0;
    int end = stream.indexOf(text);
    while (end >= 0) {
      String frame = chopped(stream.substring(start, end), isLine);
      told.add(frame.length() > max ? FuzzedFraming.OVERSIZED : frame);
      if (frame.length() > max && !skips) {
        return;
      }
      start = end + text.length();
      end = stream.indexOf(text, start);
    }
    String rest = stream.substring(start);
    int least = chopped(rest.substring(0, rest.length() - begun(rest, text)), isLine).length();
    if (least > max) {
      told.add(FuzzedFraming.OVERSIZED);
      if (!skips) {
        return;
      }
    }
    told.add(FuzzedFraming.TAIL + (least > max ? "" : rest));
  }

  /** Without the return that belongs to the end of a line, or may do so. */
  private static String chopped(String frame, boolean isLine) {
    return isLine && frame.endsWith("\r") ? frame.substring(0, frame.length() - 1) : frame;
  }

  /** How much of the delimiter there may be at the end. */
  private static int begun(String rest, String text) {
    int begun = Math.min(rest.length(), text.length() - 1);
    while (!text.startsWith(rest.substring(rest.length() - begun))) {
      begun--;
    }
    return begun;
  }
}
