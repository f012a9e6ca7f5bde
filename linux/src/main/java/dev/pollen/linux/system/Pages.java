package dev.pollen.linux.system;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Memory of the system in whole pages, until an arena is closed. */
public final class Pages extends ForeignCalls {
  private static final int READ_AND_WRITE = 3;

  /** MAP_PRIVATE, MAP_ANONYMOUS, MAP_NORESERVE. */
  private static final int PRIVATE_WITHOUT_FILE = 0x02 | 0x20 | 0x4000;

  /** MAP_SHARED, MAP_POPULATE. */
  private static final int SHARED_AND_POPULATED = 0x01 | 0x8000;

  private static final MethodHandle MMAP = function("mmap");
  private static final MethodHandle MUNMAP = function("munmap");

  private Pages(Arena arena) {
    super(arena);
  }

  /**
   * Pages full of zeros, each of which takes room only when it is touched for the first time. An
   * arena fills its memory with zeros, and so touches all of it.
   */
  public static MemorySegment map(long size, Arena arena) throws IOException {
    return map(size, PRIVATE_WITHOUT_FILE, -1, 0, arena);
  }

  /** Pages that a descriptor shares with the kernel, from an offset on. */
  public static MemorySegment share(int descriptor, long offset, long size, Arena arena)
      throws IOException {
    return map(size, SHARED_AND_POPULATED, descriptor, offset, arena);
  }

  private static MemorySegment map(long size, int flags, int descriptor, long offset, Arena arena)
      throws IOException {
    Pages pages = new Pages(arena);
    long address =
        pages.answer(pages.call(MMAP, 0, size, READ_AND_WRITE, flags, descriptor, offset));
    if (address < 0) {
      throw Errors.exception("mmap", address);
    }
    return MemorySegment.ofAddress(address).reinterpret(size, arena, Pages::unmap);
  }

  /** Fails for memory only that was never mapped. */
  private static void unmap(MemorySegment memory) {
    int answer = (int) new Pages(Arena.ofAuto()).call(MUNMAP, memory.address(), memory.byteSize());
    assert answer == 0 : "munmap failed";
  }
}
