package dev.pollen.example.keyvalue;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/** A list that grows and shrinks at both ends, and finds what is in the middle. */
final class Ring extends AbstractList<byte[]> implements RandomAccess {
  private static final byte[] NOTHING = {};

  /** Its length is a power of two. */
  private byte[][] slots = new byte[8][];

  /** The slot of the first element. */
  private int first;

  private int size;

  /** How many bytes the elements have. */
  private long bytes;

  long bytes() {
    return bytes;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public byte[] get(int index) {
    return slots[slot(index)];
  }

  @Override
  public byte[] set(int index, byte[] element) {
    byte[] before = get(index);
    slots[slot(index)] = element;
    bytes += element.length - before.length;
    return before;
  }

  void addFirst(byte[] element) {
    makeRoom();
    first = first - 1 & slots.length - 1;
    size++;
    slots[first] = NOTHING;
    set(0, element);
  }

  void addLast(byte[] element) {
    makeRoom();
    size++;
    slots[slot(size - 1)] = NOTHING;
    set(size - 1, element);
  }

  byte[] removeFirst() {
    byte[] element = set(0, NOTHING);
    first = slot(1);
    size--;
    return element;
  }

  byte[] removeLast() {
    byte[] element = set(size - 1, NOTHING);
    size--;
    return element;
  }

  /** Removes equal elements, at most so many: from the end if negative, and all if zero. */
  int removeEqual(byte[] element, long most) {
    boolean fromEnd = most < 0;
    Ring kept = new Ring();
    int removed = 0;
    for (int i = 0; i < size; i++) {
      byte[] each = get(fromEnd ? size - 1 - i : i);
      if ((most == 0 || removed != Math.abs(most)) && Arrays.equals(each, element)) {
        removed++;
      } else if (fromEnd) {
        kept.addFirst(each);
      } else {
        kept.addLast(each);
      }
    }
    slots = kept.slots;
    first = kept.first;
    size = kept.size;
    bytes = kept.bytes;
    return removed;
  }

  private int slot(int index) {
    return first + index & slots.length - 1;
  }

  private void makeRoom() {
    if (size == slots.length) {
      byte[][] larger = new byte[2 * size][];
      System.arraycopy(slots, first, larger, 0, size - first);
      System.arraycopy(slots, 0, larger, size - first, first);
      slots = larger;
      first = 0;
    }
  }
}
