package dev.pollen.linux.system;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of the C library that the transports call, each named as in its manual page. They
 * answer what the function answers or, if it fails, the number of its error ({@code errno}) with a
 * minus sign, as the kernel itself does.
 *
 * <p>One object for one loop: it owns the memory into which the number of an error is written.
 *
 * <p>No call is {@linkplain Linker.Option#critical critical}: the garbage collector would wait for
 * it, and measured, it gains less than 1 % of an echo; see {@code docs/adr/0025}.
 */
public final class Calls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY = LINKER.defaultLookup();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final Set<Downcall> LINKED = ConcurrentHashMap.newKeySet();

  private static final MethodHandle SOCKET =
      handle("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle BIND = handle("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LISTEN = handle("listen", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle ACCEPT4 =
      handle("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
  private static final MethodHandle CONNECT =
      handle("connect", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle GETSOCKNAME =
      handle("getsockname", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle GETPEERNAME =
      handle("getpeername", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle GETSOCKOPT =
      handle("getsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle SETSOCKOPT =
      handle("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SHUTDOWN = handle("shutdown", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle CLOSE = handle("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle RECV =
      handle("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SEND =
      handle("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle SENDTO =
      handle("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle SENDMSG =
      handle("sendmsg", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle RECVMMSG =
      handle("recvmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle SENDMMSG =
      handle("sendmmsg", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle WRITE =
      handle("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle READ = handle("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle EVENTFD = handle("eventfd", JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle EPOLL_CREATE1 = handle("epoll_create1", JAVA_INT, JAVA_INT);
  private static final MethodHandle EPOLL_CTL =
      handle("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle EPOLL_WAIT =
      handle("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle IOCTL =
      variadic("ioctl", 2, JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);

  /** Of Linux 5.11 and glibc 2.35: the only wait that knows less than a millisecond. */
  private static final boolean HAS_EPOLL_PWAIT2 = LIBRARY.find("epoll_pwait2").isPresent();

  private static final MethodHandle EPOLL_PWAIT2 =
      HAS_EPOLL_PWAIT2
          ? handle("epoll_pwait2", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS, ADDRESS)
          : EPOLL_WAIT;

  private static final MethodHandle PPOLL =
      handle("ppoll", JAVA_INT, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

  private final MemorySegment state;

  /** Calls whose errors are written into memory of this arena. */
  public Calls(Arena arena) {
    state = arena.allocate(STATE);
  }

  static MethodHandle handle(String function, MemoryLayout result, MemoryLayout... parameters) {
    return link(function, Downcall.of(result, parameters));
  }

  static MethodHandle variadic(
      String function, int fixed, MemoryLayout result, MemoryLayout... parameters) {
    return link(function, Downcall.variadic(fixed, result, parameters));
  }

  private static MethodHandle link(String function, Downcall downcall) {
    LINKED.add(downcall);
    return LINKER.downcallHandle(
        LIBRARY.find(function).orElseThrow(() -> new UnsatisfiedLinkError(function)),
        downcall.descriptor(),
        downcall.options());
  }

  /** The kinds of calls that have been linked so far. */
  static Set<Downcall> linked() {
    return Set.copyOf(LINKED);
  }

  /** Whether there is {@link #epollPwait2}. */
  public static boolean hasEpollPwait2() {
    return HAS_EPOLL_PWAIT2;
  }

  private int answer(int result) {
    return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
  }

  private long answer(long result) {
    return result < 0 ? -(int) ERRNO.get(state, 0L) : result;
  }

  /** No function of C throws, so this is the linker or the machine itself. */
  static Error unexpected(Throwable cause) {
    return cause instanceof Error error ? error : new AssertionError(cause);
  }

  /** {@code socket(2)}. */
  public int socket(int family, int type, int protocol) {
    try {
      return answer((int) SOCKET.invokeExact(state, family, type, protocol));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code bind(2)}. */
  public int bind(int descriptor, MemorySegment address, int length) {
    try {
      return answer((int) BIND.invokeExact(state, descriptor, address, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code listen(2)}. */
  public int listen(int descriptor, int backlog) {
    try {
      return answer((int) LISTEN.invokeExact(state, descriptor, backlog));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code accept4(2)}. */
  public int accept4(int descriptor, MemorySegment address, MemorySegment length, int flags) {
    try {
      return answer((int) ACCEPT4.invokeExact(state, descriptor, address, length, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code connect(2)}. */
  public int connect(int descriptor, MemorySegment address, int length) {
    try {
      return answer((int) CONNECT.invokeExact(state, descriptor, address, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code getsockname(2)}. */
  public int getsockname(int descriptor, MemorySegment address, MemorySegment length) {
    try {
      return answer((int) GETSOCKNAME.invokeExact(state, descriptor, address, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code getpeername(2)}. */
  public int getpeername(int descriptor, MemorySegment address, MemorySegment length) {
    try {
      return answer((int) GETPEERNAME.invokeExact(state, descriptor, address, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code getsockopt(2)}. */
  public int getsockopt(
      int descriptor, int level, int name, MemorySegment value, MemorySegment length) {
    try {
      return answer((int) GETSOCKOPT.invokeExact(state, descriptor, level, name, value, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code setsockopt(2)}. */
  public int setsockopt(int descriptor, int level, int name, MemorySegment value, int length) {
    try {
      return answer((int) SETSOCKOPT.invokeExact(state, descriptor, level, name, value, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code shutdown(2)}. */
  public int shutdown(int descriptor, int how) {
    try {
      return answer((int) SHUTDOWN.invokeExact(state, descriptor, how));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code close(2)}. */
  public int close(int descriptor) {
    try {
      return answer((int) CLOSE.invokeExact(state, descriptor));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code recv(2)}. */
  public long recv(int descriptor, MemorySegment buffer, long length, int flags) {
    try {
      return answer((long) RECV.invokeExact(state, descriptor, buffer, length, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code recvmmsg(2)}. */
  public int recvmmsg(
      int descriptor, MemorySegment messages, int count, int flags, MemorySegment timeout) {
    try {
      return answer((int) RECVMMSG.invokeExact(state, descriptor, messages, count, flags, timeout));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code send(2)}. */
  public long send(int descriptor, MemorySegment buffer, long length, int flags) {
    try {
      return answer((long) SEND.invokeExact(state, descriptor, buffer, length, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code sendto(2)}. */
  public long sendto(
      int descriptor,
      MemorySegment buffer,
      long length,
      int flags,
      MemorySegment address,
      int addressLength) {
    try {
      return answer(
          (long)
              SENDTO.invokeExact(state, descriptor, buffer, length, flags, address, addressLength));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code sendmsg(2)}. */
  public long sendmsg(int descriptor, MemorySegment message, int flags) {
    try {
      return answer((long) SENDMSG.invokeExact(state, descriptor, message, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code sendmmsg(2)}. */
  public int sendmmsg(int descriptor, MemorySegment messages, int count, int flags) {
    try {
      return answer((int) SENDMMSG.invokeExact(state, descriptor, messages, count, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code write(2)}. */
  public long write(int descriptor, MemorySegment buffer, long length) {
    try {
      return answer((long) WRITE.invokeExact(state, descriptor, buffer, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code read(2)}. */
  public long read(int descriptor, MemorySegment buffer, long length) {
    try {
      return answer((long) READ.invokeExact(state, descriptor, buffer, length));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code eventfd(2)}. */
  public int eventfd(int initial, int flags) {
    try {
      return answer((int) EVENTFD.invokeExact(state, initial, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code epoll_create1(2)}. */
  public int epollCreate1(int flags) {
    try {
      return answer((int) EPOLL_CREATE1.invokeExact(state, flags));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code epoll_ctl(2)}. */
  public int epollCtl(int epoll, int operation, int descriptor, MemorySegment event) {
    try {
      return answer((int) EPOLL_CTL.invokeExact(state, epoll, operation, descriptor, event));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code epoll_wait(2)}. */
  public int epollWait(int epoll, MemorySegment events, int count, int timeoutMillis) {
    try {
      return answer((int) EPOLL_WAIT.invokeExact(state, epoll, events, count, timeoutMillis));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code epoll_pwait2(2)}. */
  public int epollPwait2(
      int epoll, MemorySegment events, int count, MemorySegment timeout, MemorySegment signals) {
    try {
      return answer((int) EPOLL_PWAIT2.invokeExact(state, epoll, events, count, timeout, signals));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code ppoll(2)}. */
  public int ppoll(
      MemorySegment descriptors, long count, MemorySegment timeout, MemorySegment signals) {
    try {
      return answer((int) PPOLL.invokeExact(state, descriptors, count, timeout, signals));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code ioctl(2)}. */
  public int ioctl(int descriptor, long request, MemorySegment value) {
    try {
      return answer((int) IOCTL.invokeExact(state, descriptor, request, value));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }
}
