package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.pollen.text.StrictText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.List;

/** Bytes as text: what the JDK's decoder makes of all of them, however they are cut. */
final class TextFuzzTest {
  /** Stands for bytes that are no text; no charset has half of a surrogate. */
  private static final char MALFORMED = '\ud800';

  private static final List<Charset> CHARSETS =
      List.of(
          UTF_8,
          US_ASCII,
          ISO_8859_1,
          UTF_16BE,
          Charset.forName("windows-1252"),
          Charset.forName("Shift_JIS"),
          Charset.forName("GB18030"),
          Charset.forName("EUC-JP"));

  @FuzzTest
  void textIsWhatTheDecoderOfTheJdkReads(byte[] bytes) {
    FuzzedStream fuzzed = new FuzzedStream(bytes);
    Charset charset = CHARSETS.get(fuzzed.number() % CHARSETS.size());
    List<String> pieces = fuzzed.pieces();
    String stream = String.join("", pieces);
    String expected = reference(stream.getBytes(ISO_8859_1), charset);

    assertThat(read(pieces, charset)).isEqualTo(expected);
    assertThat(read(List.of(stream), charset)).isEqualTo(expected);
    assertThat(strict(stream.getBytes(ISO_8859_1), charset))
        .isEqualTo(expected.indexOf(MALFORMED) < 0 ? expected : "" + MALFORMED);
  }

  /** As a connection's handler reads that is asked again while it makes progress. */
  private static String read(List<String> pieces, Charset charset) {
    InputBuffer buffer = new InputBuffer(new MemoryBudget(Long.MAX_VALUE));
    TextInput input = new TextInput(charset);
    StringBuilder text = new StringBuilder();
    for (String piece : pieces) {
      buffer.present(ByteBuffer.wrap(piece.getBytes(ISO_8859_1)).asReadOnlyBuffer());
      while (buffer.unread() > 0) {
        int before = buffer.unread();
        try {
          text.append(input.take(buffer.presented()));
        } catch (CharacterCodingException e) {
          text.append(MALFORMED);
        }
        if (buffer.unread() == before) {
          assertThat(input.isUnfinished(before)).as("why nothing was read").isTrue();
          break;
        }
      }
      buffer.keepUnread();
      assertThat(buffer.unread()).as("bytes of an unfinished character").isLessThan(4);
    }
    return buffer.unread() > 0 ? text.append(MALFORMED).toString() : text.toString();
  }

  private static String strict(byte[] bytes, Charset charset) {
    try {
      return StrictText.decode(ByteBuffer.wrap(bytes), 0, bytes.length, charset);
    } catch (CharacterCodingException e) {
      return "" + MALFORMED;
    }
  }

  private static String reference(byte[] bytes, Charset charset) {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer input = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(2 * bytes.length + 2);
    while (true) {
      CoderResult result = decoder.decode(input, text, true);
      if (!result.isError()) {
        return text.flip().toString();
      }
      text.put(MALFORMED);
      input.position(input.position() + result.length());
    }
  }
}
