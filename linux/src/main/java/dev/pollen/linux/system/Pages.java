package dev.pollen.linux.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * Memory of the system in whole pages, each of which takes room only when it is touched for the
 * first time. An arena fills its memory with zeros, and so touches all of it.
 */
public final class Pages {
  private static final int READ_AND_WRITE = 3;

  /** MAP_PRIVATE, MAP_ANONYMOUS, MAP_NORESERVE. */
  private static final int PRIVATE_WITHOUT_FILE = 0x02 | 0x20 | 0x4000;

  private static final MethodHandle MMAP =
      Calls.handle("mmap", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);

  private Pages() {}

  /** Memory full of zeros, until the arena is closed. */
  public static MemorySegment map(long size, Arena arena) throws IOException {
    MemorySegment state = arena.allocate(Linker.Option.captureStateLayout());
    long address;
    try {
      address =
          (long)
              MMAP.invokeExact(
                  state, MemorySegment.NULL, size, READ_AND_WRITE, PRIVATE_WITHOUT_FILE, -1, 0L);
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
    if (address == -1) {
      throw Errors.exception("mmap", -Errors.ENOMEM);
    }
    return MemorySegment.ofAddress(address).reinterpret(size, arena, RingCalls::munmap);
  }
}
