package dev.pollen.linux.uring;

import dev.pollen.linux.system.Pages;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;

/** Memory for what waits to be sent. A socket has a chunk of it only while something does. */
final class Chunks {
  /** Enough for the answers of a pass; what is larger is sent from where it is. */
  static final int BYTES = 16 * 1024;

  /** Not a power of two, for the reason that is told at {@link BufferRing}. */
  private static final int STRIDE = BYTES + BufferRing.CACHE_LINE;

  private static final int AT_ONCE = 16;

  private final Arena arena;
  private final ArrayDeque<Chunk> free = new ArrayDeque<>();

  Chunks(Arena arena) {
    this.arena = arena;
  }

  /**
   * A piece of it.
   *
   * @param address where the kernel finds it
   * @param bytes the same for who fills it, so that no object has to be made for that; its position
   *     means nothing
   */
  record Chunk(long address, ByteBuffer bytes) {}

  Chunk take() throws IOException {
    if (free.isEmpty()) {
      MemorySegment block = Pages.map((long) AT_ONCE * STRIDE, arena);
      for (int i = 0; i < AT_ONCE; i++) {
        MemorySegment piece = block.asSlice((long) i * STRIDE, BYTES);
        free.push(new Chunk(piece.address(), piece.asByteBuffer()));
      }
    }
    return free.pop();
  }

  /** The one that was used last is used next, while it is still in the caches. */
  void giveBack(Chunk chunk) {
    free.push(chunk);
  }
}
