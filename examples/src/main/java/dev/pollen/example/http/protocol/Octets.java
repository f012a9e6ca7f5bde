package dev.pollen.example.http.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Memory in which bytes are put together, again and again. It grows to the most there ever was. */
final class Octets {
  private static final int INITIAL_CAPACITY = 2048;

  private static final int MAX_DIGITS = 19;

  private byte[] bytes = new byte[INITIAL_CAPACITY];
  private ByteBuffer view = ByteBuffer.wrap(bytes);
  private int size;

  Octets clear() {
    size = 0;
    return this;
  }

  Octets append(byte[] added) {
    reserve(added.length);
    System.arraycopy(added, 0, bytes, size, added.length);
    size += added.length;
    return this;
  }

  /** Appends text in ISO 8859-1, and a question mark for what is not in it. */
  Octets append(String text) {
    int length = text.length();
    reserve(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      // Cut to a byte, some letter would be the end of a line.
      bytes[size + i] = (byte) (c <= 0xff ? c : '?');
    }
    size += length;
    return this;
  }

  /** Appends a number that is not negative, in decimal. */
  Octets append(long number) {
    reserve(MAX_DIGITS);
    int end = size + 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      end++;
    }
    long rest = number;
    for (int i = end - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size = end;
    return this;
  }

  /** Takes all of the bytes. */
  Octets append(ByteBuffer added) {
    int length = added.remaining();
    reserve(length);
    added.get(bytes, size, length);
    size += length;
    return this;
  }

  private void reserve(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
      view = ByteBuffer.wrap(bytes);
    }
  }

  /** What was put together; valid until something is changed. */
  ByteBuffer view() {
    return view.limit(size).position(0);
  }
}
