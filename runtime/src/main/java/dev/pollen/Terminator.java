package dev.pollen;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What ends a frame of a {@link FramedDispatcher}: some bytes, a length, or nothing. Immutable, so
 * that one terminator may serve all connections and threads.
 *
 * <p>A frame is told as a whole unless its terminator says {@code inChunks()}.
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
    return new Delimiter(bytes.clone(), false);
  }

  /**
   * One frame of so many bytes. What follows it is {@linkplain #raw() raw} until another terminator
   * is set: where the next frame ends, only the protocol knows.
   *
   * @param bytes how many
   * @return the terminator
   * @throws IllegalArgumentException if the length is not positive
   */
  static Length length(long bytes) {
    return new Length(bytes, false);
  }

  /**
   * No frames: all bytes are passed on as they arrive, in chunks.
   *
   * @return the terminator
   */
  static Raw raw() {
    return Raw.RAW;
  }

  /**
   * Whether frames are told piece by piece as their bytes arrive, and not as a whole.
   *
   * @return always {@code true} for {@link Raw}
   */
  boolean isChunked();

  /** The end of a frame that is marked by some bytes. */
  final class Delimiter implements Terminator {
    private final byte[] bytes;
    private final boolean isChunked;

    /**
     * For each length of a match that has failed: how much of it may be the beginning of another
     * one. So no byte of the input is looked at again.
     */
    private final int[] fallback;

    private Delimiter(byte[] bytes, boolean isChunked) {
      this.bytes = bytes;
      this.isChunked = isChunked;
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
      return new Delimiter(bytes, true);
    }

    @Override
    public boolean isChunked() {
      return isChunked;
    }

    /**
     * The bytes of the delimiter.
     *
     * @return a copy
     */
    public byte[] bytes() {
      return bytes.clone();
    }

    int length() {
      return bytes.length;
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
          && isChunked == that.isChunked
          && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Objects.hash(Arrays.hashCode(bytes), isChunked);
    }

    @Override
    public String toString() {
      return "Delimiter" + Arrays.toString(bytes) + (isChunked ? " in chunks" : "");
    }
  }

  /**
   * The end of a frame whose length is known.
   *
   * @param bytes how many bytes the frame has
   * @param isChunked whether it is told in chunks
   */
  record Length(long bytes, boolean isChunked) implements Terminator {

    /**
     * Checks the length; {@link Terminator#length} reads better.
     *
     * @param bytes as told above
     * @param isChunked as told above
     * @throws IllegalArgumentException if the length is not positive
     */
    public Length {
      if (bytes <= 0) {
        throw new IllegalArgumentException("The length of a frame must be positive, not " + bytes);
      }
    }

    /**
     * The same length for a frame that is told in chunks, so that it may be longer than fits into
     * memory.
     *
     * @return the terminator
     */
    public Length inChunks() {
      return new Length(bytes, true);
    }
  }

  /** No frames. */
  enum Raw implements Terminator {
    /** The only one. */
    RAW;

    @Override
    public boolean isChunked() {
      return true;
    }
  }
}
