package dev.pollen.linux.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * What io_uring(7) needs besides {@link Calls}. The C library has no functions for its system
 * calls, so they are made by their numbers, which all architectures share.
 */
public final class RingCalls {
  private static final long SETUP = 425;
  private static final long ENTER = 426;
  private static final long REGISTER = 427;

  private static final int READ_AND_WRITE = 3;
  private static final int SHARED_AND_POPULATED = 0x8001;

  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SYSCALL_2 =
      Calls.variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS);
  private static final MethodHandle SYSCALL_4 =
      Calls.variadic("syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
  private static final MethodHandle SYSCALL_6 =
      Calls.variadic(
          "syscall", 1, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS,
          JAVA_LONG);
  private static final MethodHandle MMAP =
      Calls.handle("mmap", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle MUNMAP = Calls.handle("munmap", JAVA_INT, ADDRESS, JAVA_LONG);

  private final MemorySegment state;

  /** Calls whose errors are written into memory of this arena. */
  public RingCalls(Arena arena) {
    state = arena.allocate(Linker.Option.captureStateLayout());
  }

  private long answer(long result) {
    return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
  }

  /** {@code io_uring_setup(2)}. */
  public int setup(int entries, MemorySegment parameters) {
    try {
      return (int) answer((long) SYSCALL_2.invokeExact(state, SETUP, (long) entries, parameters));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** {@code io_uring_enter(2)}. */
  public int enter(
      int ring, int submitted, int awaited, int flags, MemorySegment argument, long size) {
    try {
      return (int)
          answer(
              (long)
                  SYSCALL_6.invokeExact(
                      state,
                      ENTER,
                      (long) ring,
                      (long) submitted,
                      (long) awaited,
                      (long) flags,
                      argument,
                      size));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** {@code io_uring_register(2)}. */
  public int register(int ring, int operation, MemorySegment argument, int count) {
    try {
      return (int)
          answer(
              (long)
                  SYSCALL_4.invokeExact(
                      state, REGISTER, (long) ring, (long) operation, argument, (long) count));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /**
   * {@code mmap(2)} of memory that is shared with the kernel.
   *
   * @return where it is
   */
  public long mmap(long size, int descriptor, long offset) {
    try {
      return answer(
          (long)
              MMAP.invokeExact(
                  state,
                  MemorySegment.NULL,
                  size,
                  READ_AND_WRITE,
                  SHARED_AND_POPULATED,
                  descriptor,
                  offset));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** {@code munmap(2)}. It fails for memory only that was never mapped. */
  public static void munmap(MemorySegment memory) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment unread = arena.allocate(Linker.Option.captureStateLayout());
      int answer = (int) MUNMAP.invokeExact(unread, memory, memory.byteSize());
      assert answer == 0 : "munmap failed";
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }
}
