package dev.pollen.linux.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The one buffer into which all sockets of a transport receive, and which is lent to the loop. */
final class Lending {
  /**
   * How much one receive can bring, in bytes: the largest datagram, and enough that a connection at
   * full speed costs few system calls.
   */
  private static final int BYTES = 64 * 1024;

  private final MemorySegment memory;
  private final ByteBuffer lent;

  Lending(Arena arena) {
    memory = arena.allocate(BYTES, Long.BYTES);
    lent = memory.asByteBuffer().asReadOnlyBuffer();
  }

  MemorySegment memory() {
    return memory;
  }

  long size() {
    return BYTES;
  }

  byte first() {
    return memory.get(ValueLayout.JAVA_BYTE, 0);
  }

  ByteBuffer lend(long received) {
    // The order of bytes too: whoever had it before may have changed it.
    return lent.limit((int) received).position(0).order(ByteOrder.BIG_ENDIAN);
  }
}
