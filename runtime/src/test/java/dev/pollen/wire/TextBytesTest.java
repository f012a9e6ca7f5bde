package dev.pollen.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TextBytesTest {
  /** Seven bits, of somebody else's making, who prefers question marks. */
  private static final Charset ASKING =
      new Charset("x-asking", new String[0]) {
        @Override
        public boolean contains(Charset other) {
          return other.equals(this);
        }

        @Override
        public CharsetDecoder newDecoder() {
          CharsetDecoder decoder =
              new CharsetDecoder(this, 1, 1) {
                @Override
                protected CoderResult decodeLoop(ByteBuffer in, CharBuffer out) {
                  while (in.hasRemaining()) {
                    byte next = in.get(in.position());
                    if (next < 0) {
                      return CoderResult.malformedForLength(1);
                    }
                    if (!out.hasRemaining()) {
                      return CoderResult.OVERFLOW;
                    }
                    out.put((char) next);
                    in.get();
                  }
                  return CoderResult.UNDERFLOW;
                }
              };
          return decoder.replaceWith("?");
        }

        @Override
        public CharsetEncoder newEncoder() {
          return StandardCharsets.US_ASCII.newEncoder();
        }
      };

  @Test
  void textIsReadAndNoByteMore() throws Exception {
    ByteBuffer input = ByteBuffer.wrap("what?no".getBytes(StandardCharsets.US_ASCII));

    assertThat(TextBytes.get(input, 5, ASKING, "Question.text")).isEqualTo("what?");
    assertThat(input.remaining()).isEqualTo(2);
    assertThat(TextBytes.get(input, 0, ASKING, "Question.text")).isEmpty();
  }

  @Test
  void whatACharsetReplacesInItsOwnWayIsMalformedToo() {
    ByteBuffer input = ByteBuffer.wrap(new byte[] {'w', (byte) 0x80});

    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> TextBytes.get(input, 2, ASKING, "Question.text"))
        .withMessage("Question.text: is no text in x-asking");
  }
}
