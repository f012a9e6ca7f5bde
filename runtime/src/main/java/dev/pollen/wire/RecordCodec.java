package dev.pollen.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * What the codecs of records share. They have no state, so that one of them may serve all
 * connections and threads.
 *
 * <p>Decoding looks for the end first, which takes neither memory nor much time: what is announced
 * is stepped over, not read. Only when all of a message is there, it is read and made an object.
 * While it is not, what was stepped over is stepped over again when more has arrived; that matters
 * only for lists of elements of different lengths.
 *
 * @param <T> the record
 */
public abstract class RecordCodec<T> implements Codec<T>, Extent {

  /** Creates a codec. */
  protected RecordCodec() {}

  @Override
  public final @Nullable T decode(ByteBuffer input) throws MalformedMessageException {
    if (end(input, input.position()) > input.limit()) {
      return null;
    }
    ByteOrder order = input.order();
    if (order == ByteOrder.BIG_ENDIAN) {
      return read(input);
    }
    input.order(ByteOrder.BIG_ENDIAN);
    try {
      return read(input);
    } finally {
      input.order(order);
    }
  }

  /**
   * Reads a message that has arrived as a whole, as {@link #end} has told.
   *
   * @param input the bytes, in big-endian order
   * @return the message
   * @throws MalformedMessageException if a component cannot have the value that it would have
   */
  public abstract T read(ByteBuffer input) throws MalformedMessageException;

  /**
   * Reads a number without sign.
   *
   * @param input where from
   * @param width how many bytes, 1 to 7
   * @param order the order of the bytes
   * @return the number
   */
  protected static long unsigned(ByteBuffer input, int width, ByteOrder order) {
    long number = 0;
    for (int i = 0; i < width; i++) {
      long next = input.get() & 0xFF;
      number = order == ByteOrder.BIG_ENDIAN ? (number << 8) | next : number | (next << (8 * i));
    }
    return number;
  }

  /**
   * Reads a number with a sign, in two's complement.
   *
   * @param input where from
   * @param width how many bytes, 1 to 7
   * @param order the order of the bytes
   * @return the number
   */
  protected static long signed(ByteBuffer input, int width, ByteOrder order) {
    int unused = Long.SIZE - Byte.SIZE * width;
    return unsigned(input, width, order) << unused >> unused;
  }

  /**
   * Reads a truth value: one byte, 0 or 1.
   *
   * @param input where from
   * @param part the component
   * @return the value
   * @throws MalformedMessageException if it is another byte
   */
  protected static boolean flag(ByteBuffer input, String part) throws MalformedMessageException {
    int value = input.get() & 0xFF;
    if (value > 1) {
      throw new MalformedMessageException(part, value + " is neither 0 nor 1");
    }
    return value == 1;
  }

  /**
   * The constant of an enum at an ordinal.
   *
   * @param constants all constants
   * @param ordinal which one
   * @param part the component
   * @param <E> the enum
   * @return the constant
   * @throws MalformedMessageException if there is none
   */
  protected static <E extends Enum<E>> E constant(E[] constants, long ordinal, String part)
      throws MalformedMessageException {
    if (ordinal >= constants.length) {
      throw new MalformedMessageException(
          part, ordinal + " is no constant; there are " + constants.length);
    }
    return constants[(int) ordinal];
  }

  /**
   * Reads bytes.
   *
   * @param input where from
   * @param length how many
   * @return the bytes
   */
  protected static byte[] bytes(ByteBuffer input, int length) {
    byte[] bytes = new byte[length];
    input.get(bytes);
    return bytes;
  }

  /**
   * Reads text that takes so many bytes; zeros at its end do not belong to it.
   *
   * @param input where from
   * @param length how many bytes
   * @param charset how
   * @param part the component
   * @return the text
   * @throws MalformedMessageException if the bytes are no text in this charset
   */
  protected static String text(ByteBuffer input, int length, Charset charset, String part)
      throws MalformedMessageException {
    String padded = TextBytes.get(input, length, charset, part);
    int end = padded.length();
    while (end > 0 && padded.charAt(end - 1) == 0) {
      end--;
    }
    return padded.substring(0, end);
  }

  /**
   * Requires that a number can be written.
   *
   * @param value the number
   * @param min the least that can
   * @param max the greatest that can
   * @param part the component
   * @return the number
   * @throws IllegalArgumentException if it cannot
   */
  protected static int inRange(int value, int min, int max, String part) {
    return (int) inRange((long) value, min, max, part);
  }

  /**
   * Requires that a number can be written.
   *
   * @param value the number
   * @param min the least that can
   * @param max the greatest that can
   * @param part the component
   * @return the number
   * @throws IllegalArgumentException if it cannot
   */
  protected static long inRange(long value, long min, long max, String part) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          part + ": " + value + " does not fit, only " + min + " to " + max);
    }
    return value;
  }

  /**
   * Writes bytes of a fixed number.
   *
   * @param bytes the bytes
   * @param length how many they must be
   * @param part the component
   * @param out where to
   * @throws IllegalArgumentException if they are not so many
   */
  protected static void put(byte[] bytes, int length, String part, WireWriter out) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(
          part + ": must have " + length + " bytes, not " + bytes.length);
    }
    out.putBytes(bytes);
  }

  /**
   * Writes text that takes so many bytes; if it has fewer, zeros follow.
   *
   * @param text the text
   * @param charset how
   * @param length how many bytes
   * @param part the component
   * @param out where to
   * @throws IllegalArgumentException if it has more bytes, ends with a zero, or has a character for
   *     which there are no bytes
   */
  protected static void put(String text, Charset charset, int length, String part, WireWriter out) {
    if (!text.isEmpty() && text.charAt(text.length() - 1) == 0) {
      throw new IllegalArgumentException(part + ": must not end with a zero, which is padding");
    }
    int before = out.size();
    TextBytes.put(text, charset, part, out);
    int written = out.size() - before;
    if (written > length) {
      throw new IllegalArgumentException(
          part + ": must have at most " + length + " bytes, not " + written);
    }
    out.skip(length - written);
  }
}
