package dev.pollen.linux.uring;

import dev.pollen.linux.system.Errors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that the kernel takes from as data arrive (IORING_REGISTER_PBUF_RING). A buffer belongs
 * to the kernel, to the reception whose data it holds, or to the loop to which it is lent.
 */
final class BufferRing {
  /** No buffer. */
  static final int NONE = -1;

  private static final int REGISTER = 22;
  private static final int UNREGISTER = 23;
  private static final long REGISTRATION_SIZE = 40;

  /** {@code struct io_uring_buf}; the tail stands where the first one has nothing. */
  private static final long ENTRY_SIZE = 16;

  private static final long LENGTH = 8;
  private static final long NUMBER = 12;
  private static final long TAIL = 14;
  private static final long PAGE = 4096;
  private static final VarHandle SHARED_SHORT = ValueLayout.JAVA_SHORT.varHandle();

  private final Ring ring;

  /** Not the transport's: it must not end before the kernel has let go of it. */
  private final Arena arena = Arena.ofShared();

  private final int count;
  private final int size;
  private final MemorySegment entries;
  private final MemorySegment memory;
  private final MemorySegment registration;
  private int tail;

  /** How many the kernel has. */
  private int free;

  /** What the kernel filled, as it is lent. */
  private final ByteBuffer[] views;

  private final int[] lengths;

  /** Which buffer of the same reception follows. */
  private final int[] next;

  private final @Nullable Reception[] owners;
  private int lent = NONE;

  /** Those for whose data there was no buffer. */
  private final ArrayDeque<Reception> starving = new ArrayDeque<>();

  /**
   * Hands buffers to the kernel.
   *
   * @param count how many, a power of two
   * @param size of each, in bytes
   */
  BufferRing(Ring ring, int count, int size) throws IOException {
    this.ring = ring;
    this.count = count;
    this.size = size;
    entries = arena.allocate(count * ENTRY_SIZE, PAGE);
    memory = arena.allocate((long) count * size, PAGE);
    registration = arena.allocate(REGISTRATION_SIZE, Long.BYTES);
    registration.set(ValueLayout.ADDRESS, 0, entries);
    registration.set(ValueLayout.JAVA_INT, LENGTH, count);
    views = new ByteBuffer[count];
    lengths = new int[count];
    next = new int[count];
    owners = new Reception[count];
    int answer = ring.register(REGISTER, registration, 1);
    if (answer < 0) {
      arena.close();
      throw Errors.exception("io_uring_register", answer);
    }
    for (int i = 0; i < count; i++) {
      views[i] = bytes(i).asByteBuffer().asReadOnlyBuffer();
      giveBack(i);
    }
  }

  private MemorySegment bytes(int buffer) {
    return memory.asSlice((long) buffer * size, size);
  }

  /** The kernel may fill this one again. */
  void giveBack(int buffer) {
    owners[buffer] = null;
    long at = (tail & (count - 1)) * ENTRY_SIZE;
    entries.set(ValueLayout.JAVA_LONG, at, memory.address() + (long) buffer * size);
    entries.set(ValueLayout.JAVA_INT, at + LENGTH, size);
    entries.set(ValueLayout.JAVA_SHORT, at + NUMBER, (short) buffer);
    tail++;
    free++;
    SHARED_SHORT.setRelease(entries, TAIL, (short) tail);
  }

  /** The kernel has filled a buffer for somebody. */
  void filled(int buffer, int length, Reception owner) {
    free--;
    lengths[buffer] = length;
    next[buffer] = NONE;
    owners[buffer] = owner;
  }

  /** The kernel has taken a buffer and put nothing in it that anybody wants. */
  void wasted(int buffer) {
    free--;
    giveBack(buffer);
  }

  /** Of each buffer, in bytes. */
  int size() {
    return size;
  }

  int next(int buffer) {
    return next[buffer];
  }

  void append(int buffer, int following) {
    next[buffer] = following;
  }

  /**
   * Lends a buffer until {@link #takeBack}.
   *
   * @param isLast whether its reception holds no more
   */
  ByteBuffer lend(int buffer, boolean isLast) {
    lent = buffer;
    owners[buffer] = null;
    ByteBuffer view = views[buffer].limit(lengths[buffer]).position(0).order(ByteOrder.BIG_ENDIAN);
    // A limit below the capacity says that there is no more.
    return isLast || lengths[buffer] == size ? view : view.slice();
  }

  /** What was lent is not used any more. */
  void takeBack() {
    if (lent != NONE) {
      giveBack(lent);
      lent = NONE;
    }
  }

  /** Copies what a buffer holds behind what the target holds. */
  void copy(int buffer, ByteBuffer target) {
    target.put(views[buffer].limit(lengths[buffer]).position(0));
  }

  /** There was no buffer for this one. */
  void starve(Reception reception) {
    starving.add(reception);
  }

  /**
   * Lets those try again for which there was no buffer. If others hold them all, perhaps because
   * their owners pause, what they hold is copied: nobody waits for somebody who does not read.
   */
  void feed() {
    if (starving.isEmpty()) {
      return;
    }
    for (int i = 0; i < count && free == 0; i++) {
      Reception owner = owners[i];
      if (owner != null) {
        owner.copyOut();
      }
    }
    for (Reception next = starving.poll(); next != null; next = starving.poll()) {
      next.feed();
    }
  }

  /** Takes the buffers from the kernel. */
  void close() {
    int answer = ring.register(UNREGISTER, registration, 1);
    assert answer == 0 : "The buffers were registered, but: " + answer;
    arena.close();
  }
}
