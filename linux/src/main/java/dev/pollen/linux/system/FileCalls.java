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

/** What files need besides {@link Calls}: apart from these, since most loops send no file. */
public final class FileCalls {
  private static final VarHandle ERRNO =
      Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPEN = Calls.variadic("open", 2, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LSEEK =
      Calls.handle("lseek", JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
  private static final MethodHandle PREAD =
      Calls.handle("pread", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SENDFILE =
      Calls.handle("sendfile", JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);

  private final MemorySegment state;
  private final MemorySegment offset;

  /** Calls whose errors are written into memory of this arena. */
  public FileCalls(Arena arena) {
    state = arena.allocate(Linker.Option.captureStateLayout());
    offset = arena.allocate(JAVA_LONG);
  }

  private long answer(long result) {
    return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
  }

  /** {@code open(2)}, of what exists. */
  public int open(MemorySegment path, int flags) {
    try {
      return (int) answer((int) OPEN.invokeExact(state, path, flags));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** {@code lseek(2)}. */
  public long lseek(int descriptor, long distance, int whence) {
    try {
      return answer((long) LSEEK.invokeExact(state, descriptor, distance, whence));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** {@code pread(2)}. */
  public long pread(int descriptor, MemorySegment buffer, long length, long position) {
    try {
      return answer((long) PREAD.invokeExact(state, descriptor, buffer, length, position));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }

  /** {@code sendfile(2)}, from a place in the file. */
  public long sendfile(int to, int from, long position, long count) {
    try {
      offset.set(JAVA_LONG, 0, position);
      return answer((long) SENDFILE.invokeExact(state, to, from, offset, count));
    } catch (Throwable e) {
      throw Calls.unexpected(e);
    }
  }
}
