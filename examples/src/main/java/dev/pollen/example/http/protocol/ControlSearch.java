package dev.pollen.example.http.protocol;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the control characters of a head, by looking at eight bytes at a time. */
final class ControlSearch {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long SPACES = ONES * ' ';
  private static final long DELETES = ONES * 0x7f;

  private ControlSearch() {}

  /** Where the first control character of a range is; its end, if there is none. */
  static int find(byte[] bytes, int from, int to) {
    int i = from;
    while (i <= to - Long.BYTES) {
      long suspects = suspects((long) WORD.get(bytes, i));
      if (suspects == 0) {
        i += Long.BYTES;
      } else {
        i += Long.numberOfTrailingZeros(suspects) / Byte.SIZE;
        if (Syntax.isControl(bytes[i])) {
          return i;
        }
        i++;
      }
    }
    while (i < to && !Syntax.isControl(bytes[i])) {
      i++;
    }
    return i;
  }

  /**
   * The high bit of each byte that is less than a space, or is a delete. Of those that are set, the
   * lowest is always right: a borrow goes upwards only, out of a byte that is found itself.
   */
  private static long suspects(long word) {
    long noDelete = word ^ DELETES;
    return (((word - SPACES) & ~word) | ((noDelete - ONES) & ~noDelete)) & HIGH_BITS;
  }
}
