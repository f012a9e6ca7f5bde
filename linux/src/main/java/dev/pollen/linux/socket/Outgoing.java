package dev.pollen.linux.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * Where the system finds what is to be sent. Bytes of direct buffers stay where they are; those of
 * the heap are copied, since the garbage collector may move them while the system reads.
 */
final class Outgoing {
  /** As much of a heap buffer as one call takes. */
  static final int COPY_BYTES = 64 * 1024;

  /** How many buffers one call takes; the system allows 1024 (IOV_MAX). */
  private static final int MOST_BUFFERS = 64;

  /** {@code struct iovec}: where, and how much. */
  private static final long VECTOR = 2 * Long.BYTES;

  /** {@code struct msghdr} of 64-bit systems. */
  private static final long MESSAGE = 56;

  private static final long MESSAGE_VECTORS = 16;
  private static final long MESSAGE_COUNT = 24;

  private final MemorySegment copy;
  private final MemorySegment message;
  private final MemorySegment vectors;

  Outgoing(Arena arena) {
    copy = arena.allocate(COPY_BYTES, Long.BYTES);
    vectors = arena.allocate(VECTOR * MOST_BUFFERS, Long.BYTES);
    message = arena.allocate(MESSAGE, Long.BYTES);
    message.set(ValueLayout.ADDRESS, MESSAGE_VECTORS, vectors);
  }

  /** The bytes of a buffer, or as many of them as fit into one call. */
  MemorySegment memory(ByteBuffer data) {
    MemorySegment bytes = bytes(data);
    return bytes.isNative() ? bytes : copied(bytes, 0);
  }

  /** The kernel is told numbers only, so nobody else looks whether the memory is still there. */
  private static MemorySegment bytes(ByteBuffer data) {
    MemorySegment bytes = MemorySegment.ofBuffer(data);
    if (!bytes.scope().isAlive()) {
      throw new IllegalStateException("The arena of this buffer is closed");
    }
    return bytes;
  }

  private MemorySegment copied(MemorySegment bytes, long offset) {
    long size = Math.min(bytes.byteSize(), COPY_BYTES - offset);
    return copy.asSlice(offset, size).copyFrom(bytes.asSlice(0, size));
  }

  /** A message of several buffers, or of as many of their bytes as fit into one call. */
  MemorySegment message(ByteBuffer[] data, int count) {
    message.set(ValueLayout.JAVA_LONG, MESSAGE_COUNT, gather(data, count));
    return message;
  }

  /** What was {@linkplain #gather gathered}. */
  MemorySegment vectors() {
    return vectors;
  }

  /**
   * Gathers several buffers, or as many of their bytes as fit into one call.
   *
   * @return how many {@linkplain #vectors() vectors} that needs
   */
  int gather(ByteBuffer[] data, int count) {
    long copiedBytes = 0;
    int used = 0;
    while (used < count && used < MOST_BUFFERS) {
      MemorySegment bytes = bytes(data[used]);
      boolean fits = true;
      if (!bytes.isNative()) {
        fits = bytes.byteSize() <= COPY_BYTES - copiedBytes;
        bytes = copied(bytes, copiedBytes);
        copiedBytes += bytes.byteSize();
      }
      vectors.set(ValueLayout.ADDRESS, used * VECTOR, bytes);
      vectors.set(ValueLayout.JAVA_LONG, used * VECTOR + Long.BYTES, bytes.byteSize());
      used++;
      if (!fits) {
        break;
      }
    }
    return used;
  }

  /** Moves the positions of the buffers past what was sent. */
  static void advance(ByteBuffer[] data, long sent) {
    long left = sent;
    for (int i = 0; left > 0; i++) {
      int step = (int) Math.min(left, data[i].remaining());
      data[i].position(data[i].position() + step);
      left -= step;
    }
  }
}
