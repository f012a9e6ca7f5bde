package dev.pollen.linux.system;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory of the system in whole pages, each of which takes room only when it is touched for the
 * first time. An arena fills its memory with zeros, and so touches all of it.
 */
public final class Pages extends ForeignCalls {
  private static final int READ_AND_WRITE = 3;

  /** MAP_PRIVATE, MAP_ANONYMOUS, MAP_NORESERVE. */
  private static final int PRIVATE_WITHOUT_FILE = 0x02 | 0x20 | 0x4000;

  private static final MethodHandle MMAP = function("mmap");

  private Pages(Arena arena) {
    super(arena);
  }

  /** Memory full of zeros, until the arena is closed. */
  public static MemorySegment map(long size, Arena arena) throws IOException {
    Pages pages = new Pages(arena);
    long address =
        pages.answer(pages.call(MMAP, 0, size, READ_AND_WRITE, PRIVATE_WITHOUT_FILE, -1, 0));
    if (address < 0) {
      throw Errors.exception("mmap", address);
    }
    return MemorySegment.ofAddress(address).reinterpret(size, arena, RingCalls::munmap);
  }
}
