package dev.pollen.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;

/**
 * A number in front of a part of a message that says how long it is: in bytes, or in elements.
 * Immutable, so that one may serve all threads.
 */
public final class LengthField implements Extent {
  private final String part;
  private final int width;
  private final ByteOrder order;
  private final int max;

  /**
   * Such a number.
   *
   * @param part what it stands in front of, for example {@code Login.name}
   * @param width how many bytes the number takes, 1 to 4
   * @param order the order of those bytes
   * @param max the greatest number that is allowed
   * @throws IllegalArgumentException if the width or the greatest number cannot be
   */
  public LengthField(String part, int width, ByteOrder order, int max) {
    if (width < 1 || width > Integer.BYTES || max < 0) {
      throw new IllegalArgumentException(
          part + ": no prefix of " + width + " bytes for numbers up to " + max);
    }
    this.part = part;
    this.width = width;
    this.order = order;
    this.max = (int) Math.min(max, (1L << (Byte.SIZE * width)) - 1);
  }

  /** Where so many bytes end. */
  @Override
  public long end(ByteBuffer input, long from) throws MalformedMessageException {
    return end(input, from, 1);
  }

  /**
   * Where so many elements end that all take the same number of bytes.
   *
   * @param input what has arrived; it is not changed
   * @param from where the prefix begins, perhaps behind the limit
   * @param elementBytes how many bytes each of them takes
   * @return the index behind them; if they have not arrived as a whole, some index behind the limit
   * @throws MalformedMessageException if there are too many
   */
  public long end(ByteBuffer input, long from, int elementBytes) throws MalformedMessageException {
    long first = from + width;
    return first > input.limit() ? first : first + (long) elementBytes * numberAt(input, from);
  }

  /**
   * Where so many elements end that take different numbers of bytes.
   *
   * @param input what has arrived; it is not changed
   * @param from where the prefix begins, perhaps behind the limit
   * @param element what tells the end of one
   * @return the index behind them; if they have not arrived as a whole, some index behind the limit
   * @throws MalformedMessageException if there are too many, or one is malformed
   */
  public long end(ByteBuffer input, long from, Extent element) throws MalformedMessageException {
    long end = from + width;
    if (end <= input.limit()) {
      int left = numberAt(input, from);
      // Nothing of what follows is looked at if it cannot have arrived.
      while (left > 0 && end < input.limit()) {
        end = element.end(input, end);
        left--;
      }
      // Each of the others takes one byte, at least.
      end += left;
    }
    return end;
  }

  private int numberAt(ByteBuffer input, long from) throws MalformedMessageException {
    int at = (int) from;
    long number = 0;
    for (int i = 0; i < width; i++) {
      int index = order == ByteOrder.BIG_ENDIAN ? at + i : at + width - 1 - i;
      number = (number << Byte.SIZE) | (input.get(index) & 0xFF);
    }
    if (number > max) {
      throw new MalformedMessageException(part, "has " + number + ", at most " + max);
    }
    return (int) number;
  }

  /**
   * Reads the number.
   *
   * @param input where from; all of the number must be there
   * @return the number
   * @throws MalformedMessageException if it is too great
   */
  public int read(ByteBuffer input) throws MalformedMessageException {
    int number = numberAt(input, input.position());
    input.position(input.position() + width);
    return number;
  }

  /**
   * Reads the number and so many bytes.
   *
   * @param input where from; all of them must be there
   * @return the bytes
   * @throws MalformedMessageException if there are too many
   */
  public byte[] readBytes(ByteBuffer input) throws MalformedMessageException {
    return RecordCodec.bytes(input, read(input));
  }

  /**
   * Reads the number and a text of so many bytes.
   *
   * @param input where from; all of them must be there
   * @param charset how
   * @return the text
   * @throws MalformedMessageException if there are too many, or they are no text in this charset
   */
  public String readText(ByteBuffer input, Charset charset) throws MalformedMessageException {
    return TextBytes.get(input, read(input), charset, part);
  }

  /**
   * Writes the number.
   *
   * @param number the number
   * @param out where to
   * @throws IllegalArgumentException if it is too great
   */
  public void put(int number, WireWriter out) {
    out.putNumber(allowed(number), width, order);
  }

  /**
   * Writes bytes behind their number.
   *
   * @param bytes the bytes
   * @param out where to
   * @throws IllegalArgumentException if there are too many
   */
  public void putBytes(byte[] bytes, WireWriter out) {
    put(bytes.length, out);
    out.putBytes(bytes);
  }

  /**
   * Writes a text behind the number of its bytes.
   *
   * @param text the text
   * @param charset how
   * @param out where to
   * @throws IllegalArgumentException if it has too many, or a character for which there are none
   */
  public void putText(String text, Charset charset, WireWriter out) {
    int at = out.skip(width);
    TextBytes.put(text, charset, part, out);
    out.setNumber(at, allowed(out.size() - at - width), width, order);
  }

  private int allowed(int number) {
    if (number > max) {
      throw new IllegalArgumentException(part + ": has " + number + ", at most " + max);
    }
    return number;
  }
}
