package dev.pollen.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Objects;

/**
 * Takes the bytes of messages, in memory that grows up to a limit. What was written stays the same
 * if writing fails.
 *
 * <p>Numbers are written with the order of their bytes, each with its own: the highest byte first
 * is {@link ByteOrder#BIG_ENDIAN}.
 */
public final class WireWriter {
  private static final int FIRST_BYTES = 512;

  private int max;
  private ByteBuffer buffer;
  private ByteBuffer view;

  /**
   * An empty writer.
   *
   * @param max how many bytes it takes at most
   * @throws IllegalArgumentException if that is negative
   */
  public WireWriter(int max) {
    this.max = requireNotNegative(max);
    this.buffer = ByteBuffer.allocate(Math.min(FIRST_BYTES, max));
    this.view = buffer.duplicate();
  }

  /**
   * Forgets what was written, and keeps its memory for what will be.
   *
   * @param newMax how many bytes it takes at most from now on
   * @throws IllegalArgumentException if that is negative
   */
  public void reset(int newMax) {
    max = requireNotNegative(newMax);
    buffer.clear();
  }

  private static int requireNotNegative(int max) {
    if (max < 0) {
      throw new IllegalArgumentException("A writer cannot take " + max + " bytes");
    }
    return max;
  }

  /**
   * How many bytes were written.
   *
   * @return the number
   */
  public int size() {
    return buffer.position();
  }

  /**
   * How much memory it holds, used or not.
   *
   * @return the bytes
   */
  public int capacity() {
    return buffer.capacity();
  }

  /**
   * What was written.
   *
   * @return the bytes, lent until something else is written; always the same buffer, until it grows
   */
  public ByteBuffer written() {
    view.clear().limit(buffer.position());
    return view;
  }

  /**
   * Writes one byte.
   *
   * @param value a number of which the lowest 8 bits count
   */
  public void putByte(int value) {
    room(1).put((byte) value);
  }

  /**
   * Writes 2 bytes.
   *
   * @param value a number of which the lowest 16 bits count
   * @param order the order of the bytes
   */
  public void putShort(int value, ByteOrder order) {
    short number = (short) value;
    room(Short.BYTES).putShort(isBig(order) ? number : Short.reverseBytes(number));
  }

  /**
   * Writes 4 bytes.
   *
   * @param value the number
   * @param order the order of the bytes
   */
  public void putInt(int value, ByteOrder order) {
    room(Integer.BYTES).putInt(isBig(order) ? value : Integer.reverseBytes(value));
  }

  /**
   * Writes 8 bytes.
   *
   * @param value the number
   * @param order the order of the bytes
   */
  public void putLong(long value, ByteOrder order) {
    room(Long.BYTES).putLong(isBig(order) ? value : Long.reverseBytes(value));
  }

  /**
   * Writes 4 bytes.
   *
   * @param value the number; its bits stay as they are
   * @param order the order of the bytes
   */
  public void putFloat(float value, ByteOrder order) {
    putInt(Float.floatToRawIntBits(value), order);
  }

  /**
   * Writes 8 bytes.
   *
   * @param value the number; its bits stay as they are
   * @param order the order of the bytes
   */
  public void putDouble(double value, ByteOrder order) {
    putLong(Double.doubleToRawLongBits(value), order);
  }

  /**
   * Writes a number that takes as many bytes as one likes.
   *
   * @param value a number of which the lowest bits count
   * @param width how many bytes, 1 to 8
   * @param order the order of the bytes
   */
  public void putNumber(long value, int width, ByteOrder order) {
    setNumber(skip(width), value, width, order);
  }

  /**
   * Writes bytes.
   *
   * @param bytes the bytes
   */
  public void putBytes(byte[] bytes) {
    room(bytes.length).put(bytes);
  }

  /**
   * Writes bytes.
   *
   * @param bytes the bytes from position to limit; they are read
   */
  public void putBytes(ByteBuffer bytes) {
    room(bytes.remaining()).put(bytes);
  }

  /**
   * Writes text.
   *
   * @param text the text
   * @param charset how
   * @throws IllegalArgumentException if the text has a character for which the charset has no bytes
   */
  public void putText(CharSequence text, Charset charset) {
    TextBytes.put(text, charset, this);
  }

  /**
   * Leaves room for what is not known yet; {@link #setNumber} fills it in. Until then it is zero.
   *
   * @param bytes how many bytes
   * @return where they begin
   */
  public int skip(int bytes) {
    int at = buffer.position();
    room(bytes);
    for (int i = 0; i < bytes; i++) {
      buffer.put((byte) 0);
    }
    return at;
  }

  /**
   * Overwrites what is written already.
   *
   * @param at where, counted from the first byte that was written
   * @param value a number of which the lowest bits count
   * @param width how many bytes, 1 to 8
   * @param order the order of the bytes
   * @throws IndexOutOfBoundsException if not so many bytes are written there
   */
  public void setNumber(int at, long value, int width, ByteOrder order) {
    Objects.checkFromIndexSize(at, width, buffer.position());
    for (int i = 0; i < width; i++) {
      int index = isBig(order) ? at + width - 1 - i : at + i;
      buffer.put(index, (byte) (value >>> (Byte.SIZE * i)));
    }
  }

  private static boolean isBig(ByteOrder order) {
    return order == ByteOrder.BIG_ENDIAN;
  }

  /** The memory, with room for so many bytes more. */
  ByteBuffer room(int bytes) {
    if (bytes > max - buffer.position()) {
      throw new IllegalStateException(
          "More than " + max + " bytes, which is all that this writer takes");
    }
    if (bytes > buffer.remaining()) {
      grow(buffer.position() + bytes);
    }
    return buffer;
  }

  private void grow(int needed) {
    int doubled = (int) Math.min(max, 2L * buffer.capacity());
    ByteBuffer larger = ByteBuffer.allocate(Math.max(needed, doubled));
    larger.put(written());
    buffer = larger;
    view = larger.duplicate();
  }
}
