package dev.pollen.linux.uring;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The entry that is being written ({@code struct io_uring_sqe}). */
final class Entry {
  static final long SIZE = 64;

  // Operations (enum io_uring_op).
  static final int POLL_ADD = 6;
  static final int ACCEPT = 13;
  static final int ASYNC_CANCEL = 14;
  static final int LINK_TIMEOUT = 15;
  static final int SEND = 26;
  static final int RECV = 27;

  /** Of Linux 6.1, and so a sign of all that these transports need. */
  static final int SENDMSG_ZC = 48;

  // Flags of any entry.
  static final int LINKS_NEXT = 1 << 2;
  static final int SELECTS_BUFFER = 1 << 5;
  static final int SILENT_SUCCESS = 1 << 6;

  private static final long FLAGS = 1;
  private static final long PRIORITY = 2;
  private static final long TARGET = 4;
  private static final long ADDRESS = 16;
  private static final long LENGTH = 24;
  private static final long OPERATION_FLAGS = 28;
  private static final long USER_DATA = 32;

  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final MemorySegment entries;
  private long at;

  Entry(MemorySegment entries) {
    this.entries = entries;
  }

  void begin(int index, int operation, int target, long userData) {
    at = index * SIZE;
    for (long i = at; i < at + SIZE; i += Long.BYTES) {
      entries.set(LONG, i, 0);
    }
    entries.set(ValueLayout.JAVA_BYTE, at, (byte) operation);
    entries.set(INT, at + TARGET, target);
    entries.set(LONG, at + USER_DATA, userData);
  }

  /** Those of any entry. */
  Entry flags(int flags) {
    entries.set(ValueLayout.JAVA_BYTE, at + FLAGS, (byte) flags);
    return this;
  }

  /** Flags of the operation that stand where files have their priority. */
  Entry mode(int mode) {
    entries.set(ValueLayout.JAVA_SHORT, at + PRIORITY, (short) mode);
    return this;
  }

  Entry address(long address) {
    entries.set(LONG, at + ADDRESS, address);
    return this;
  }

  Entry length(int length) {
    entries.set(INT, at + LENGTH, length);
    return this;
  }

  /** The flags that the system call of this name has, or the events to poll for. */
  Entry operationFlags(int flags) {
    entries.set(INT, at + OPERATION_FLAGS, flags);
    return this;
  }
}
