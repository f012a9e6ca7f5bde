package dev.pollen.linux.system;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Functions of the C library. Methods that call one answer what it answers or, if it fails, the
 * number of its error ({@code errno}) with a minus sign, as the kernel itself does.
 *
 * <p>All functions are called alike, with six long integers. To link one more kind of call takes as
 * long as everything else that starts a loop. On the 64-bit systems that Java knows, numbers and
 * addresses travel in registers: a function does not look at those beyond its own parameters, nor
 * at the upper half of one for an {@code int}, and leaves the upper half of an {@code int} that it
 * answers undefined. Functions with an ellipsis are another kind, since they may have their
 * arguments elsewhere.
 *
 * <p>Addresses are numbers, then, and Java does not see to it that there is memory behind them. It
 * belongs to the transport, which nobody can close inside a call; or to a buffer that is being
 * sent, which the kernel reads with a check (EFAULT).
 *
 * <p>One object for one thread at a time: the number of an error is written into its memory.
 *
 * <p>No call is {@linkplain Linker.Option#critical critical}: the garbage collector would wait for
 * it, and measured, it gains less than 1 % of an echo; see {@code docs/adr/0025}.
 */
abstract class ForeignCalls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY = LINKER.defaultLookup();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final Downcall PLAIN = new Downcall(numbers(6), 6);
  private static final Downcall ELLIPSIS = new Downcall(numbers(3), 2);

  /** What has been linked, for the test of what native images are told. */
  private static final Set<Downcall> LINKED = ConcurrentHashMap.newKeySet();

  private final MemorySegment state;

  /** Calls whose errors are written into memory of this arena. */
  ForeignCalls(Arena arena) {
    state = arena.allocate(STATE);
  }

  // ---- linking ----

  /** Numbers, and a number as the answer. */
  static FunctionDescriptor numbers(int count) {
    MemoryLayout[] parameters = new MemoryLayout[count];
    Arrays.fill(parameters, JAVA_LONG);
    return FunctionDescriptor.of(JAVA_LONG, parameters);
  }

  /** A function with a fixed list of parameters, of at most six. */
  static MethodHandle function(String name) {
    return link(name, PLAIN);
  }

  /** A function with two parameters and an ellipsis, behind which there is one. */
  static MethodHandle ellipsis(String name) {
    return link(name, ELLIPSIS);
  }

  static MethodHandle link(String name, Downcall downcall) {
    LINKED.add(downcall);
    return LINKER.downcallHandle(
        LIBRARY.find(name).orElseThrow(() -> new UnsatisfiedLinkError(name)),
        downcall.descriptor(),
        downcall.options());
  }

  static boolean exists(String name) {
    return LIBRARY.find(name).isPresent();
  }

  /** The kinds of calls that have been linked so far. */
  static Set<Downcall> linked() {
    return Set.copyOf(LINKED);
  }

  // ---- calling ----

  final MemorySegment state() {
    return state;
  }

  /** What is answered for a function with an {@code int}. */
  final int answer(int result) {
    return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
  }

  /** What is answered for a function with a size. */
  final long answer(long result) {
    return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
  }

  /** No function of C throws, so this is the linker or the machine itself. */
  static Error unexpected(Throwable cause) {
    return cause instanceof Error error ? error : new AssertionError(cause);
  }

  final long call(MethodHandle function, long a) {
    return call(function, a, 0, 0, 0, 0, 0);
  }

  final long call(MethodHandle function, long a, long b) {
    return call(function, a, b, 0, 0, 0, 0);
  }

  final long call(MethodHandle function, long a, long b, long c) {
    return call(function, a, b, c, 0, 0, 0);
  }

  final long call(MethodHandle function, long a, long b, long c, long d) {
    return call(function, a, b, c, d, 0, 0);
  }

  final long call(MethodHandle function, long a, long b, long c, long d, long e) {
    return call(function, a, b, c, d, e, 0);
  }

  final long call(MethodHandle function, long a, long b, long c, long d, long e, long f) {
    try {
      return (long) function.invokeExact(state, a, b, c, d, e, f);
    } catch (Throwable cause) {
      throw unexpected(cause);
    }
  }

  /** Calls a function with an ellipsis. */
  final long callEllipsis(MethodHandle function, long a, long b, long behind) {
    try {
      return (long) function.invokeExact(state, a, b, behind);
    } catch (Throwable cause) {
      throw unexpected(cause);
    }
  }
}
