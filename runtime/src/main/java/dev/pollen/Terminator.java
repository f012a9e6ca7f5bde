package dev.pollen;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What ends a frame of a {@link FramedDispatcher}: some bytes, a length, or nothing. Immutable, so
 * that one terminator may serve all connections and threads.
 *
 * <p>A frame is told as a whole unless its terminator says {@code inChunks()}. A whole frame may
 * have {@link Limits#maxInput()} bytes, or as many as {@code max} says. If it has more, that is an
 * error event with a {@link FrameTooLongException}, and the connection is closed, unless the
 * terminator says {@code skippingOversized()}: then the frame is dropped as it arrives, and the
 * next one follows.
 */
public sealed interface Terminator {

  /**
   * A frame that ends with a text, which does not belong to the frame.
   *
   * @param text the text, which is received as UTF-8
   * @return the terminator; it stays the same for the frames that follow
   * @throws IllegalArgumentException if the text is empty, or has a surrogate without its other
   *     half
   */
  static Delimiter delimiter(String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("A delimiter must be a text that UTF-8 can express");
    }
    return delimiter(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A frame that ends with some bytes, which do not belong to the frame.
   *
   * @param bytes the bytes; they are copied
   * @return the terminator; it stays the same for the frames that follow
   * @throws IllegalArgumentException if there are none
   */
  static Delimiter delimiter(byte[] bytes) {
    if (bytes.length == 0) {
      throw new IllegalArgumentException("A delimiter must not be empty; Terminator.raw() is none");
    }
    return new Delimiter(bytes.clone(), false, false, 0, false);
  }

  /**
   * A line: it ends with a line feed, and a carriage return directly before that belongs to the end
   * as well. Any other carriage return belongs to the line.
   *
   * @return the terminator; it stays the same for the frames that follow
   */
  static Delimiter line() {
    return new Delimiter(new byte[] {'\n'}, true, false, 0, false);
  }

  /**
   * One frame of so many bytes. What follows it is {@linkplain #raw() raw} until another terminator
   * is set: where the next frame ends, only the protocol knows.
   *
   * @param bytes how many; if that may be 0, see {@link FramedDispatcher#exactly}
   * @return the terminator
   * @throws IllegalArgumentException if the length is not positive
   */
  static Length length(long bytes) {
    if (bytes == 0) {
      throw new IllegalArgumentException("The length of a frame must be positive, not 0");
    }
    return new Length(bytes, false, 0, false);
  }

  /**
   * A frame that begins with its length, an unsigned number that does not belong to the frame.
   * Memory is taken for bytes that have arrived, and not for those that are announced.
   *
   * @param width how many bytes the number has, from 1 to 4
   * @param order their order
   * @param isInclusive whether the number counts its own bytes; a smaller one than their count is
   *     an error event with a {@link MalformedFrameException}, and closes the connection
   * @return the terminator; it stays the same for the frames that follow
   * @throws IllegalArgumentException if the width is out of range
   */
  static LengthPrefix lengthPrefixed(int width, ByteOrder order, boolean isInclusive) {
    if (width < 1) {
      throw new IllegalArgumentException("The width of a length must be 1 to 4, not " + width);
    }
    return new LengthPrefix(width, order, isInclusive, 0, false);
  }

  /**
   * A frame that begins with its length, a number of variable width (LEB128) that does not belong
   * to the frame: seven bits in each byte, the lowest first; the highest bit of a byte says that
   * another one follows. At most five bytes, and at most {@link Integer#MAX_VALUE}; anything else
   * is an error event with a {@link MalformedFrameException}, and closes the connection. Zeros in
   * front of the number, such as in {@code 80 00}, are accepted as others accept them.
   *
   * @return the terminator; it stays the same for the frames that follow
   */
  static LengthPrefix varintPrefixed() {
    return new LengthPrefix(LengthPrefix.VARINT, ByteOrder.LITTLE_ENDIAN, false, 0, false);
  }

  /**
   * No frames: all bytes are passed on as they arrive, in chunks.
   *
   * @return the terminator
   */
  static Terminator raw() {
    return Frameless.RAW;
  }

  /**
   * No frames, but a parser that finds its way itself: what {@code handleChunk} leaves unread of
   * all that has arrived is told again together with what follows. More than {@link
   * Limits#maxInput()} bytes must not be left.
   *
   * @return the terminator
   */
  static Terminator unframed() {
    return Frameless.UNFRAMED;
  }

  /**
   * No frames, but messages whose decoder knows where they end: {@link
   * FramedDispatcher#handleMessage} takes one at a time.
   *
   * @param max how many bytes there may be without a message among them
   * @return the terminator
   * @throws IllegalArgumentException if the number is not positive, or above 512 MiB
   */
  static Messages messages(int max) {
    return new Messages(max);
  }

  /**
   * Nothing is told and nothing is received until another terminator is set. What has arrived is
   * kept, and soon the peer is slowed down by flow control. The end of the stream is not noticed
   * either.
   *
   * @return the terminator
   */
  static Terminator held() {
    return Frameless.HELD;
  }

  /**
   * Whether frames are told piece by piece as their bytes arrive, and not as a whole.
   *
   * @return always {@code true} for {@link Frameless}
   */
  boolean isChunked();

  /** The end of a frame that is marked by some bytes. */
  final class Delimiter implements Terminator {
    private final byte[] bytes;
    private final boolean dropsReturn;
    private final boolean isChunked;
    private final int max;
    private final boolean skipsOversized;

    /**
     * For each length of a match that has failed: how much of it may be the beginning of another
     * one. So no byte of the input is looked at again.
     */
    private final int[] fallback;

    private Delimiter(
        byte[] bytes, boolean dropsReturn, boolean isChunked, int max, boolean skipsOversized) {
      this.bytes = bytes;
      this.dropsReturn = dropsReturn;
      this.isChunked = isChunked;
      this.max = max;
      this.skipsOversized = skipsOversized;
      this.fallback = fallback(bytes);
    }

    private static int[] fallback(byte[] bytes) {
      int[] fallback = new int[bytes.length];
      int matched = 0;
      for (int i = 1; i < bytes.length; i++) {
        while (matched > 0 && bytes[i] != bytes[matched]) {
          matched = fallback[matched - 1];
        }
        if (bytes[i] == bytes[matched]) {
          matched++;
        }
        fallback[i] = matched;
      }
      return fallback;
    }

    /**
     * The same delimiter for frames that are told in chunks, and may be of any length.
     *
     * @return the terminator
     */
    public Delimiter inChunks() {
      return new Delimiter(bytes, dropsReturn, true, max, skipsOversized);
    }

    /**
     * The same delimiter with a limit of its own for whole frames.
     *
     * @param bytes how many bytes a frame may have, its delimiter not counted
     * @return the terminator
     * @throws IllegalArgumentException if the limit is not positive, or above 512 MiB
     */
    public Delimiter max(int bytes) {
      return new Delimiter(
          this.bytes, dropsReturn, isChunked, Limits.requireMax(bytes), skipsOversized);
    }

    /**
     * The same delimiter for a stream that goes on behind a whole frame that is too long.
     *
     * @return the terminator
     */
    public Delimiter skippingOversized() {
      return new Delimiter(bytes, dropsReturn, isChunked, max, true);
    }

    @Override
    public boolean isChunked() {
      return isChunked;
    }

    /**
     * The bytes of the delimiter.
     *
     * @return a copy; of a {@link Terminator#line() line}, the line feed
     */
    public byte[] bytes() {
      return bytes.clone();
    }

    int length() {
      return bytes.length;
    }

    /** Whether a carriage return directly before these bytes belongs to the end, too. */
    boolean dropsReturn() {
      return dropsReturn;
    }

    /** How many bytes a whole frame may have; 0 for the limit of the connection. */
    int max() {
      return max;
    }

    boolean skipsOversized() {
      return skipsOversized;
    }

    /** How much of this delimiter is at the end of the input after one more byte. */
    int matchedAfter(int matchedBefore, byte next) {
      int matched = matchedBefore;
      while (matched > 0 && next != bytes[matched]) {
        matched = fallback[matched - 1];
      }
      return next == bytes[matched] ? matched + 1 : 0;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Delimiter that
          && dropsReturn == that.dropsReturn
          && isChunked == that.isChunked
          && max == that.max
          && skipsOversized == that.skipsOversized
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Objects.hash(Arrays.hashCode(bytes), dropsReturn, isChunked, max, skipsOversized);
    }

    @Override
    public String toString() {
      return (dropsReturn ? "Line" : "Delimiter" + Arrays.toString(bytes))
          + (isChunked ? " in chunks" : "")
          + (max > 0 ? " of at most " + max : "")
          + (skipsOversized ? " skipping" : "");
    }
  }

  /**
   * The end of a frame whose length is known.
   *
   * @param bytes how many bytes the frame has; if none, it is told at once
   * @param isChunked whether it is told in chunks
   * @param max how many bytes it may have as a whole; 0 for {@link Limits#maxInput()}
   * @param skipsOversized whether it is skipped if it has more
   */
  record Length(long bytes, boolean isChunked, int max, boolean skipsOversized)
      implements Terminator {

    /**
     * Checks the numbers; {@link Terminator#length} reads better.
     *
     * @param bytes as told above
     * @param isChunked as told above
     * @param max as told above
     * @param skipsOversized as told above
     * @throws IllegalArgumentException if the length is negative, or the limit out of range
     */
    public Length {
      if (bytes < 0) {
        throw new IllegalArgumentException("The length of a frame must be positive, not " + bytes);
      }
      if (max != 0) {
        Limits.requireMax(max);
      }
    }

    /**
     * The same length for a frame that is told in chunks, so that it may be longer than fits into
     * memory.
     *
     * @return the terminator
     */
    public Length inChunks() {
      return new Length(bytes, true, max, skipsOversized);
    }

    /**
     * The same length with a limit of its own for the whole frame.
     *
     * @param most how many bytes it may have
     * @return the terminator
     * @throws IllegalArgumentException if the limit is not positive, or above 512 MiB
     */
    public Length max(int most) {
      return new Length(bytes, isChunked, Limits.requireMax(most), skipsOversized);
    }

    /**
     * The same length for a stream that goes on behind the frame if that is too long as a whole.
     *
     * @return the terminator
     */
    public Length skippingOversized() {
      return new Length(bytes, isChunked, max, true);
    }
  }

  /**
   * The end of a frame that begins with its length.
   *
   * @param width how many bytes the length has, from 1 to 4, or {@link #VARINT}
   * @param order their order
   * @param isInclusive whether the length counts its own bytes
   * @param max how many bytes may follow the length; 0 for {@link Limits#maxInput()}
   * @param skipsOversized whether a frame that has more is skipped
   */
  record LengthPrefix(
      int width, ByteOrder order, boolean isInclusive, int max, boolean skipsOversized)
      implements Terminator {

    /** The width of {@link Terminator#varintPrefixed()}. */
    public static final int VARINT = 0;

    /**
     * Checks the numbers; {@link Terminator#lengthPrefixed} reads better.
     *
     * @param width as told above
     * @param order as told above
     * @param isInclusive as told above; not for a variable width
     * @param max as told above
     * @param skipsOversized as told above
     * @throws IllegalArgumentException if the width or the limit is out of range
     */
    public LengthPrefix {
      Objects.requireNonNull(order, "order");
      if (width < VARINT || width > 4) {
        throw new IllegalArgumentException("The width of a length must be 1 to 4, not " + width);
      }
      if (width == VARINT && isInclusive) {
        throw new IllegalArgumentException("A length of variable width does not count itself");
      }
      if (max != 0) {
        Limits.requireMax(max);
      }
    }

    /**
     * The same prefix with a limit of its own.
     *
     * @param bytes how many bytes may follow the length
     * @return the terminator
     * @throws IllegalArgumentException if the limit is not positive, or above 512 MiB
     */
    public LengthPrefix max(int bytes) {
      return new LengthPrefix(width, order, isInclusive, Limits.requireMax(bytes), skipsOversized);
    }

    /**
     * The same prefix for a stream that goes on behind a frame that is too long.
     *
     * @return the terminator
     */
    public LengthPrefix skippingOversized() {
      return new LengthPrefix(width, order, isInclusive, max, true);
    }

    @Override
    public boolean isChunked() {
      return false;
    }
  }

  /**
   * Messages whose decoder knows where they end.
   *
   * @param max how many bytes there may be without a message among them
   */
  record Messages(int max) implements Terminator {

    /**
     * Checks the number; {@link Terminator#messages} reads better.
     *
     * @param max as told above
     * @throws IllegalArgumentException if the number is not positive, or above 512 MiB
     */
    public Messages {
      Limits.requireMax(max);
    }

    @Override
    public boolean isChunked() {
      return false;
    }
  }

  /** No frames. */
  enum Frameless implements Terminator {
    /** See {@link Terminator#raw()}. */
    RAW,
    /** See {@link Terminator#unframed()}. */
    UNFRAMED,
    /** See {@link Terminator#held()}. */
    HELD;

    @Override
    public boolean isChunked() {
      return true;
    }
  }
}
