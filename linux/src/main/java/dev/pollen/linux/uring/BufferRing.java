package dev.pollen.linux.uring;

import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.Pages;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Buffers that the kernel takes from as data arrive (IORING_REGISTER_PBUF_RING). A buffer belongs
 * to the kernel, to the reception whose data it holds, or to the loop to which it is lent.
 */
final class BufferRing {
  /** No buffer. */
  static final int NONE = -1;

  /**
   * Between the beginnings of two buffers, on top of their size. Most of what arrives is small; if
   * all buffers began at a multiple of a power of two, their first lines would share a few sets of
   * the processor's caches and drive each other out.
   */
  static final int CACHE_LINE = 64;

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

  private final int most;
  private final int size;
  private final MemorySegment entries;
  private final MemorySegment registration;
  private int tail;

  /** How many there are; {@code most} at most. */
  private int count;

  /** How many the kernel has. */
  private int free;

  private long[] addresses = {};

  /** What the kernel filled, as it is lent. */
  private ByteBuffer[] views = {};

  private int[] lengths = {};

  /** Which buffer of the same reception follows. */
  private int[] next = {};

  private @Nullable Reception[] owners = {};
  private int lent = NONE;

  /** Whether the system had no memory for more. */
  private boolean hasNoMemory;

  /** Those for whose data there was no buffer. */
  private final ArrayDeque<Reception> starving = new ArrayDeque<>();

  /** Hands buffers to the kernel. */
  BufferRing(Ring ring, BufferCounts counts) throws IOException {
    this.ring = ring;
    most = counts.most();
    size = counts.bytes();
    entries = arena.allocate(most * ENTRY_SIZE, PAGE);
    registration = arena.allocate(REGISTRATION_SIZE, Long.BYTES);
    registration.set(ValueLayout.ADDRESS, 0, entries);
    registration.set(ValueLayout.JAVA_INT, LENGTH, most);
    int answer = ring.register(REGISTER, registration, 1);
    if (answer < 0) {
      arena.close();
      throw Errors.exception("io_uring_register", answer);
    }
    try {
      addBuffers(counts.first());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private void addBuffers(int added) throws IOException {
    int stride = size + CACHE_LINE;
    MemorySegment memory = Pages.map((long) added * stride, arena);
    int before = count;
    count += added;
    addresses = Arrays.copyOf(addresses, count);
    views = Arrays.copyOf(views, count);
    lengths = Arrays.copyOf(lengths, count);
    next = Arrays.copyOf(next, count);
    owners = Arrays.copyOf(owners, count);
    for (int i = before; i < count; i++) {
      MemorySegment bytes = memory.asSlice((long) (i - before) * stride, size);
      addresses[i] = bytes.address();
      views[i] = bytes.asByteBuffer().asReadOnlyBuffer();
      giveBack(i);
    }
  }

  /** The kernel may fill this one again. */
  void giveBack(int buffer) {
    owners[buffer] = null;
    long at = (tail & (most - 1)) * ENTRY_SIZE;
    entries.set(ValueLayout.JAVA_LONG, at, addresses[buffer]);
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
   * Lets those try again for which there was no buffer. What others hold and do not want to take
   * now is copied: nobody waits for somebody who does not read. If that were not most of all
   * buffers, more arrived at a time than there are buffers for, and there will be more of them.
   *
   * @param isEverybody whether the loop is about to wait, so that nobody else will let them; if
   *     not, only as many try as there are buffers
   */
  void feed(boolean isEverybody) {
    if (starving.isEmpty()) {
      return;
    }
    if (copyWhatIsNotWanted() < count / 2) {
      grow();
    }
    int fed = isEverybody ? starving.size() : Math.min(starving.size(), free);
    for (int i = 0; i < fed; i++) {
      starving.remove().feed();
    }
  }

  private int copyWhatIsNotWanted() {
    int before = free;
    for (int i = 0; i < count; i++) {
      Reception owner = owners[i];
      if (owner != null && !owner.isOn()) {
        owner.copyOut();
      }
    }
    return free - before;
  }

  private void grow() {
    if (count < most && !hasNoMemory) {
      try {
        addBuffers(count);
      } catch (IOException noMemory) {
        // It goes on with those that there are; only the beginning needs some.
        hasNoMemory = true;
      }
    }
  }

  /** Takes the buffers from the kernel. */
  void close() {
    int answer = ring.register(UNREGISTER, registration, 1);
    assert answer == 0 : "The buffers were registered, but: " + answer;
    arena.close();
  }
}
