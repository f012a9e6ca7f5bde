package dev.pollen.linux.uring;

/**
 * How many buffers a ring receives into, and how large they are.
 *
 * @param first how many there are in the beginning
 * @param most how many there are when more arrives at a time than fits, {@code first} times a power
 *     of two; itself a power of two
 * @param bytes the size of each
 */
record BufferCounts(int first, int most, int bytes) {
  /**
   * In the beginning, as much as one connection at full speed is sent in a pass, a few times; at
   * most, something from each of some thousand connections.
   */
  static final BufferCounts DEFAULT = new BufferCounts(256, 8192, 8 * 1024);
}
