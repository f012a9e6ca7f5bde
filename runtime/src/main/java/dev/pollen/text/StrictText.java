package dev.pollen.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns received bytes into text, strictly: bytes that the charset does not know are an exception,
 * and no replacement character that nobody has sent. In the usual charsets, a text that is not long
 * costs its {@code String} and nothing else.
 */
public final class StrictText {
  /** As long as a line may be if nothing else is said. */
  private static final int SCRATCH_BYTES = 8192;

  private static final char REPLACEMENT = '\uFFFD';

  /**
   * Received bytes are lent by direct or read-only buffers, and a {@code String} is made from an
   * array only. It is a bare array so that it holds on to no class of ours.
   */
  private static final ThreadLocal<byte[]> SCRATCH =
      ThreadLocal.withInitial(() -> new byte[SCRATCH_BYTES]);

  private StrictText() {}

  /**
   * The text of some bytes; the position and the limit of the buffer do not matter and stay.
   *
   * @param source where the bytes are
   * @param from the index of the first byte
   * @param to the index behind the last one
   * @param charset what they are in
   * @return the text
   * @throws CharacterCodingException if there are bytes that the charset does not know
   */
  public static String decode(ByteBuffer source, int from, int to, Charset charset)
      throws CharacterCodingException {
    int length = to - from;
    if (length == 0) {
      return "";
    }
    byte[] bytes = length <= SCRATCH_BYTES ? SCRATCH.get() : new byte[length];
    source.get(from, bytes, 0, length);
    if (!replacesWithTheReplacementCharacter(charset)) {
      return decode(bytes, length, charset);
    }
    String text = new String(bytes, 0, length, charset);
    // It may also be what the peer has really sent.
    return text.indexOf(REPLACEMENT) < 0 ? text : decode(bytes, length, charset);
  }

  /** Others may replace what they do not know with any text. */
  private static boolean replacesWithTheReplacementCharacter(Charset charset) {
    return charset.equals(StandardCharsets.UTF_8)
        || charset.equals(StandardCharsets.US_ASCII)
        || charset.equals(StandardCharsets.ISO_8859_1);
  }

  private static String decode(byte[] bytes, int length, Charset charset)
      throws CharacterCodingException {
    CharBuffer text =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes, 0, length));
    return text.toString();
  }
}
