package dev.pollen.linux.environment;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * A filter of system calls (seccomp(2)), as containers have. It holds for the thread that installs
 * it and for those that it starts, for ever.
 */
final class SystemCallFilter {
  private static final int PR_SET_SECCOMP = 22;
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final long SECCOMP_MODE_FILTER = 2;
  private static final int SECCOMP_RET_ERRNO = 0x0005_0000;
  private static final int SECCOMP_RET_ALLOW = 0x7fff_0000;

  // Of struct seccomp_data: the number of the call, and the lower half of its first argument.
  private static final int NUMBER_OF_CALL = 0;
  private static final int FIRST_ARGUMENT = 16;

  // Instructions of BPF (linux/bpf_common.h).
  private static final short LOAD_WORD = 0x20;
  private static final short JUMP_IF_EQUAL = 0x15;
  private static final short RETURN = 0x06;
  private static final long INSTRUCTION_SIZE = 8;
  private static final long MOST_INSTRUCTIONS = 7;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle PRCTL =
      LINKER.downcallHandle(
          LINKER.defaultLookup().find("prctl").orElseThrow(),
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG),
          Linker.Option.firstVariadicArg(1));

  private final MemorySegment program;
  private int length;

  private SystemCallFilter(Arena arena) {
    program = arena.allocate(MOST_INSTRUCTIONS * INSTRUCTION_SIZE, Integer.BYTES);
  }

  /** From now on, a system call answers an error, and does nothing. */
  static void forbid(int call, int error) {
    try (Arena arena = Arena.ofConfined()) {
      SystemCallFilter filter = new SystemCallFilter(arena);
      filter.allowUnless(NUMBER_OF_CALL, call);
      filter.install(error, arena);
    }
  }

  /** From now on, a system call with this first argument answers an error, and does nothing. */
  static void forbid(int call, int firstArgument, int error) {
    try (Arena arena = Arena.ofConfined()) {
      SystemCallFilter filter = new SystemCallFilter(arena);
      filter.allowUnless(NUMBER_OF_CALL, call);
      filter.allowUnless(FIRST_ARGUMENT, firstArgument);
      filter.install(error, arena);
    }
  }

  private void allowUnless(int part, int value) {
    add(LOAD_WORD, 0, part);
    add(JUMP_IF_EQUAL, 1, value);
    add(RETURN, 0, SECCOMP_RET_ALLOW);
  }

  private void install(int error, Arena arena) {
    add(RETURN, 0, SECCOMP_RET_ERRNO | error);
    MemorySegment described = arena.allocate(2 * Long.BYTES, Long.BYTES);
    described.set(JAVA_SHORT, 0, (short) length);
    described.set(ADDRESS, Long.BYTES, program);
    // Without, only root may install a filter.
    control(PR_SET_NO_NEW_PRIVS, 1, MemorySegment.NULL);
    control(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, described);
  }

  private void add(short code, int jumpIfTrue, int operand) {
    long at = length++ * INSTRUCTION_SIZE;
    program.set(JAVA_SHORT, at, code);
    program.set(JAVA_BYTE, at + 2, (byte) jumpIfTrue);
    program.set(JAVA_INT, at + 4, operand);
  }

  private static void control(int operation, long argument, MemorySegment described) {
    int answer;
    try {
      answer = (int) PRCTL.invokeExact(operation, argument, described, 0L, 0L);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
    if (answer != 0) {
      throw new AssertionError("prctl(" + operation + ") answers " + answer);
    }
  }
}
