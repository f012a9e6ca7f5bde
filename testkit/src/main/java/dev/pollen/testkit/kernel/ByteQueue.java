package dev.pollen.testkit.kernel;

import java.nio.ByteBuffer;

/** Bytes in their order, first in, first out. */
final class ByteQueue {
  private static final int SMALLEST = 64;

  private byte[] bytes = new byte[0];
  private int begin;
  private int end;

  int size() {
    return end - begin;
  }

  boolean isEmpty() {
    return begin == end;
  }

  void add(byte[] added) {
    makeRoom(added.length);
    System.arraycopy(added, 0, bytes, end, added.length);
    end += added.length;
  }

  /** Puts a byte between those that are there. */
  void insert(int index, byte inserted) {
    makeRoom(1);
    System.arraycopy(bytes, begin + index, bytes, begin + index + 1, size() - index);
    bytes[begin + index] = inserted;
    end++;
  }

  /** Moves the first bytes into a buffer that has room for them. */
  void moveTo(ByteBuffer target, int count) {
    target.put(bytes, begin, count);
    begin += count;
    if (begin == end) {
      clear();
    }
  }

  void clear() {
    begin = 0;
    end = 0;
  }

  private void makeRoom(int count) {
    if (end + count <= bytes.length) {
      return;
    }
    int size = size();
    byte[] roomy =
        size + count <= bytes.length / 2
            ? bytes
            : new byte[Math.max(SMALLEST, Math.max(size + count, 2 * size))];
    System.arraycopy(bytes, begin, roomy, 0, size);
    bytes = roomy;
    begin = 0;
    end = size;
  }
}
