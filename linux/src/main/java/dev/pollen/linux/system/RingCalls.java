package dev.pollen.linux.system;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What io_uring(7) needs besides {@link Calls}. The C library has no functions for its system
 * calls, so they are made by their numbers, which all architectures share.
 */
public final class RingCalls extends ForeignCalls {
  private static final long SETUP = 425;
  private static final long ENTER = 426;
  private static final long REGISTER = 427;

  private static final MethodHandle SYSCALL = link("syscall", new Downcall(numbers(7), 1));

  /** Calls whose errors are written into memory of this arena. */
  public RingCalls(Arena arena) {
    super(arena);
  }

  private int systemCall(long number, long a, long b, long c, long d, long e, long f) {
    try {
      return (int) answer((long) SYSCALL.invokeExact(state(), number, a, b, c, d, e, f));
    } catch (Throwable cause) {
      throw unexpected(cause);
    }
  }

  /** {@code io_uring_setup(2)}. */
  public int setup(int entries, MemorySegment parameters) {
    return systemCall(SETUP, entries, parameters.address(), 0, 0, 0, 0);
  }

  /** {@code io_uring_enter(2)}. */
  public int enter(
      int ring, int submitted, int awaited, int flags, MemorySegment argument, long size) {
    return systemCall(ENTER, ring, submitted, awaited, flags, argument.address(), size);
  }

  /** {@code io_uring_register(2)}. */
  public int register(int ring, int operation, MemorySegment argument, int count) {
    return systemCall(REGISTER, ring, operation, argument.address(), count, 0, 0);
  }
}
