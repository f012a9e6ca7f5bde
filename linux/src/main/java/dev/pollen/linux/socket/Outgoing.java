package dev.pollen.linux.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where the system finds what is to be sent. What is in the heap is copied, since the garbage
 * collector may move it while the system reads. Direct buffers stay where they are, but for small
 * ones whose address is not known: to copy these is cheaper than the object that tells it.
 */
final class Outgoing {
  /** As much of a heap buffer as one call takes. */
  static final int COPY_BYTES = 64 * 1024;

  /** What is copied rather than asked for its address, unless it comes again at once. */
  private static final int SMALL_BYTES = 2048;

  /** How many buffers one call takes; the system allows 1024 (IOV_MAX). */
  private static final int MOST_BUFFERS = 64;

  /** {@code struct iovec}: where, and how much. */
  private static final long VECTOR = 2 * Long.BYTES;

  /** {@code struct msghdr} of 64-bit systems. */
  private static final long MESSAGE = 56;

  private static final long MESSAGE_VECTORS = 16;
  private static final long MESSAGE_COUNT = 24;

  private final ByteBuffer copies;
  private final long copiesAddress;
  private final MemorySegment message;
  private final MemorySegment vectors;

  /** The direct buffer whose address was asked for last, and what it was from its position on. */
  private @Nullable ByteBuffer known;

  private MemorySegment knownMemory = MemorySegment.NULL;
  private int knownPosition;

  /** The small direct buffer that was copied last. */
  private @Nullable ByteBuffer copied;

  Outgoing(Arena arena) {
    MemorySegment memory = arena.allocate(COPY_BYTES, Long.BYTES);
    copies = memory.asByteBuffer();
    copiesAddress = memory.address();
    vectors = arena.allocate(VECTOR * MOST_BUFFERS, Long.BYTES);
    message = arena.allocate(MESSAGE, Long.BYTES);
    message.set(ValueLayout.ADDRESS, MESSAGE_VECTORS, vectors);
  }

  /**
   * The pool of a loop hands out first what it got back last, so most often it is the same buffer
   * again and again, whose address is worth an object. If several take turns, each would be asked
   * for its address anew: so a small one is, only when it comes twice in a row.
   */
  @SuppressWarnings("ReferenceEquality") // Buffers are equal that have the same content.
  private boolean isToCopy(ByteBuffer data) {
    if (!data.isDirect()) {
      return true;
    }
    if (data == known || data == copied || data.remaining() > SMALL_BYTES) {
      return false;
    }
    copied = data;
    return true;
  }

  /** How many bytes of a buffer are at its {@link #address}: all, or as many as one call takes. */
  static int size(ByteBuffer data) {
    return data.isDirect() ? data.remaining() : Math.min(data.remaining(), COPY_BYTES);
  }

  /**
   * Where the bytes of a buffer are, until this is asked again, or as many as fit into one call.
   */
  long address(ByteBuffer data) {
    return isToCopy(data) ? copy(data, 0, size(data)) : addressOf(data);
  }

  /** To ask for the memory of a buffer makes an object, so it is not asked twice in a row. */
  @SuppressWarnings("ReferenceEquality") // Buffers are equal that have the same content.
  private long addressOf(ByteBuffer direct) {
    if (direct != known) {
      knownMemory = MemorySegment.ofBuffer(direct);
      knownPosition = direct.position();
      known = direct;
    }
    // The kernel is told numbers only, so nobody else looks whether the memory is still there.
    if (!knownMemory.scope().isAlive()) {
      throw new IllegalStateException("The arena of this buffer is closed");
    }
    return knownMemory.address() + direct.position() - knownPosition;
  }

  private long copy(ByteBuffer data, int offset, int size) {
    int limit = data.limit();
    int position = data.position();
    copies.limit(offset + size).position(offset).put(data.limit(position + size));
    data.limit(limit).position(position);
    return copiesAddress + offset;
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
    int copiedBytes = 0;
    int used = 0;
    boolean fits = true;
    while (fits && used < count && used < MOST_BUFFERS) {
      ByteBuffer next = data[used];
      int size = next.remaining();
      long address;
      if (isToCopy(next)) {
        size = Math.min(size, COPY_BYTES - copiedBytes);
        address = copy(next, copiedBytes, size);
        copiedBytes += size;
        fits = size == next.remaining();
      } else {
        address = addressOf(next);
      }
      vectors.set(ValueLayout.JAVA_LONG, used * VECTOR, address);
      vectors.set(ValueLayout.JAVA_LONG, used * VECTOR + Long.BYTES, size);
      used++;
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
