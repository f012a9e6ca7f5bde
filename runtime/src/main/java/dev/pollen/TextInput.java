package dev.pollen;

import dev.pollen.text.StrictText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The text of one connection without frames. However the bytes were cut, the text is the same; as
 * long as it is UTF-8 without a mistake, it costs its {@code String} and nothing else.
 */
final class TextInput {
  private final Charset charset;

  /** For other charsets, and to find a mistake. One for all the text, since some keep a state. */
  private @Nullable CharsetDecoder decoder;

  /** How many bytes at the end of what was taken last are the beginning of a character. */
  private int unfinished;

  /** Whether more has arrived behind the mistake at which it stopped, or that mistake itself. */
  private boolean hasMore;

  TextInput(Charset charset) {
    this.charset = charset;
  }

  boolean isIn(Charset other) {
    return charset.equals(other);
  }

  /** Whether a mistake, or what follows one, is to be taken next although no byte may follow. */
  boolean hasMore() {
    return hasMore;
  }

  /** Whether so many bytes that were left are an unfinished character. */
  boolean isUnfinished(int unread) {
    return unread > 0 && unread == unfinished;
  }

  /** Reads what is complete, up to the next mistake; if there is nothing before it, throws it. */
  String take(ByteBuffer input) throws CharacterCodingException {
    hasMore = false;
    unfinished = 0;
    if (charset.equals(StandardCharsets.UTF_8)) {
      int start = input.position();
      int begun = begunInUtf8(input);
      try {
        String text = StrictText.decode(input, start, input.limit() - begun, charset);
        unfinished = begun;
        input.position(input.limit() - begun);
        return text;
      } catch (CharacterCodingException somewhere) {
        // The slow way tells where.
        return takeByDecoder(input);
      }
    }
    return takeByDecoder(input);
  }

  private String takeByDecoder(ByteBuffer input) throws CharacterCodingException {
    if (decoder == null) {
      decoder =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
    // Some charsets need room for a pair of surrogates to say anything.
    int room = 2 + (int) Math.ceil(input.remaining() * (double) decoder.maxCharsPerByte());
    CharBuffer text = CharBuffer.allocate(room);
    CoderResult result = decoder.decode(input, text, false);
    if (result.isError() && text.position() == 0) {
      input.position(input.position() + result.length());
      hasMore = input.hasRemaining();
      result.throwException();
    }
    hasMore = result.isError();
    unfinished = hasMore ? 0 : input.remaining();
    return text.flip().toString();
  }

  /** How many bytes at the end may be the beginning of a character. */
  private static int begunInUtf8(ByteBuffer input) {
    int available = Math.min(3, input.remaining());
    for (int back = 1; back <= available; back++) {
      int lead = input.get(input.limit() - back) & 0xFF;
      if (lead >= 0xC2 && lead <= 0xF4) {
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        boolean isBegun = back == 1 || isSecond(lead, input.get(input.limit() - back + 1) & 0xFF);
        return back < length && isBegun ? back : 0;
      } else if (lead < 0x80 || lead >= 0xC0) {
        return 0;
      }
    }
    return 0;
  }

  /** Whether a byte that goes on with a character may be the second one behind this one. */
  private static boolean isSecond(int lead, int second) {
    return switch (lead) {
      case 0xE0 -> second >= 0xA0;
      case 0xED -> second < 0xA0;
      case 0xF0 -> second >= 0x90;
      case 0xF4 -> second < 0x90;
      default -> true;
    };
  }
}
