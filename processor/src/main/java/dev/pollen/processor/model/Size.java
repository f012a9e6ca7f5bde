package dev.pollen.processor.model;

/** How long a part of a message is. */
public sealed interface Size {

  /** The greatest number that so many bytes can tell. */
  static long greatest(int width) {
    return (1L << (Byte.SIZE * width)) - 1;
  }

  /** Whether the order of bytes makes a difference to it. */
  boolean hasOrder();

  /**
   * Always the same number of bytes.
   *
   * @param bytes the number
   */
  record Fixed(int bytes) implements Size {
    @Override
    public boolean hasOrder() {
      return false;
    }
  }

  /**
   * A number stands before it.
   *
   * @param width how many bytes the number takes
   * @param little whether the lowest byte comes first
   * @param max the greatest number
   */
  record Prefixed(int width, boolean little, int max) implements Size {
    @Override
    public boolean hasOrder() {
      return width > 1;
    }
  }
}
