package dev.pollen.linux.uring;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;

/** Memory for what waits to be sent. A socket has a chunk of it only while something does. */
final class Chunks {
  /** Enough for the answers of a pass; what is larger is sent from where it is. */
  static final int BYTES = 16 * 1024;

  private static final int AT_ONCE = 16;

  private final Arena arena;
  private final ArrayDeque<MemorySegment> free = new ArrayDeque<>();

  Chunks(Arena arena) {
    this.arena = arena;
  }

  MemorySegment take() {
    if (free.isEmpty()) {
      MemorySegment block = arena.allocate((long) AT_ONCE * BYTES, Long.BYTES);
      for (int i = 0; i < AT_ONCE; i++) {
        free.push(block.asSlice((long) i * BYTES, BYTES));
      }
    }
    return free.pop();
  }

  /** The one that was used last is used next, while it is still in the caches. */
  void giveBack(MemorySegment chunk) {
    free.push(chunk);
  }
}
