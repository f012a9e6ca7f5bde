package dev.pollen.linux.system;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * What sockets and the waits for them need, each function named as in its manual page. What a
 * request needs is called right here, by a constant, which the JIT compiler sees through; a call of
 * a function that it does not know allocates some objects.
 */
public final class Calls extends ForeignCalls {
  private static final MethodHandle SOCKET = function("socket");
  private static final MethodHandle BIND = function("bind");
  private static final MethodHandle LISTEN = function("listen");
  private static final MethodHandle ACCEPT4 = function("accept4");
  private static final MethodHandle CONNECT = function("connect");
  private static final MethodHandle GETSOCKNAME = function("getsockname");
  private static final MethodHandle GETPEERNAME = function("getpeername");
  private static final MethodHandle GETSOCKOPT = function("getsockopt");
  private static final MethodHandle SETSOCKOPT = function("setsockopt");
  private static final MethodHandle SHUTDOWN = function("shutdown");
  private static final MethodHandle CLOSE = function("close");
  private static final MethodHandle RECV = function("recv");
  private static final MethodHandle SEND = function("send");
  private static final MethodHandle SENDTO = function("sendto");
  private static final MethodHandle SENDMSG = function("sendmsg");
  private static final MethodHandle RECVMMSG = function("recvmmsg");
  private static final MethodHandle SENDMMSG = function("sendmmsg");
  private static final MethodHandle WRITE = function("write");
  private static final MethodHandle READ = function("read");
  private static final MethodHandle EVENTFD = function("eventfd");
  private static final MethodHandle EPOLL_CREATE1 = function("epoll_create1");
  private static final MethodHandle EPOLL_CTL = function("epoll_ctl");
  private static final MethodHandle EPOLL_WAIT = function("epoll_wait");
  private static final MethodHandle PPOLL = function("ppoll");

  /** Of Linux 5.11 and glibc 2.35: the only wait that knows less than a millisecond. */
  private static final boolean HAS_EPOLL_PWAIT2 = exists("epoll_pwait2");

  private static final MethodHandle EPOLL_PWAIT2 =
      HAS_EPOLL_PWAIT2 ? function("epoll_pwait2") : EPOLL_WAIT;

  /** Another kind of call, which is not linked before somebody needs it. */
  private static final class Ioctl {
    static final MethodHandle IOCTL = ellipsis("ioctl");
  }

  /** Calls whose errors are written into memory of this arena. */
  public Calls(Arena arena) {
    super(arena);
  }

  /** Whether there is {@link #epollPwait2}. */
  public static boolean hasEpollPwait2() {
    return HAS_EPOLL_PWAIT2;
  }

  /** {@code socket(2)}. */
  public int socket(int family, int type, int protocol) {
    return answer((int) call(SOCKET, family, type, protocol));
  }

  /** {@code bind(2)}. */
  public int bind(int descriptor, MemorySegment address, int length) {
    return answer((int) call(BIND, descriptor, address.address(), length));
  }

  /** {@code listen(2)}. */
  public int listen(int descriptor, int backlog) {
    return answer((int) call(LISTEN, descriptor, backlog));
  }

  /** {@code accept4(2)}. */
  public int accept4(int descriptor, MemorySegment address, MemorySegment length, int flags) {
    try {
      return answer(
          (int)
              (long)
                  ACCEPT4.invokeExact(
                      state(),
                      (long) descriptor,
                      address.address(),
                      length.address(),
                      (long) flags,
                      0L,
                      0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code connect(2)}. */
  public int connect(int descriptor, MemorySegment address, int length) {
    return answer((int) call(CONNECT, descriptor, address.address(), length));
  }

  /** {@code getsockname(2)}. */
  public int getsockname(int descriptor, MemorySegment address, MemorySegment length) {
    return answer((int) call(GETSOCKNAME, descriptor, address.address(), length.address()));
  }

  /** {@code getpeername(2)}. */
  public int getpeername(int descriptor, MemorySegment address, MemorySegment length) {
    return answer((int) call(GETPEERNAME, descriptor, address.address(), length.address()));
  }

  /** {@code getsockopt(2)}. */
  public int getsockopt(
      int descriptor, int level, int name, MemorySegment value, MemorySegment length) {
    return answer(
        (int) call(GETSOCKOPT, descriptor, level, name, value.address(), length.address()));
  }

  /** {@code setsockopt(2)}. */
  public int setsockopt(int descriptor, int level, int name, MemorySegment value, int length) {
    return answer((int) call(SETSOCKOPT, descriptor, level, name, value.address(), length));
  }

  /** {@code shutdown(2)}. */
  public int shutdown(int descriptor, int how) {
    return answer((int) call(SHUTDOWN, descriptor, how));
  }

  /** {@code close(2)}. */
  public int close(int descriptor) {
    try {
      return answer((int) (long) CLOSE.invokeExact(state(), (long) descriptor, 0L, 0L, 0L, 0L, 0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code recv(2)}. */
  public long recv(int descriptor, MemorySegment buffer, long length, int flags) {
    try {
      return answer(
          (long)
              RECV.invokeExact(
                  state(), (long) descriptor, buffer.address(), length, (long) flags, 0L, 0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code recvmmsg(2)}. */
  public int recvmmsg(
      int descriptor, MemorySegment messages, int count, int flags, MemorySegment timeout) {
    try {
      return answer(
          (int)
              (long)
                  RECVMMSG.invokeExact(
                      state(),
                      (long) descriptor,
                      messages.address(),
                      (long) count,
                      (long) flags,
                      timeout.address(),
                      0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code send(2)}. */
  public long send(int descriptor, long address, long length, int flags) {
    try {
      return answer(
          (long)
              SEND.invokeExact(state(), (long) descriptor, address, length, (long) flags, 0L, 0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code sendto(2)}. */
  public long sendto(
      int descriptor,
      long bytes,
      long length,
      int flags,
      MemorySegment address,
      int addressLength) {
    return answer(call(SENDTO, descriptor, bytes, length, flags, address.address(), addressLength));
  }

  /** {@code sendmsg(2)}. */
  public long sendmsg(int descriptor, MemorySegment message, int flags) {
    try {
      return answer(
          (long)
              SENDMSG.invokeExact(
                  state(), (long) descriptor, message.address(), (long) flags, 0L, 0L, 0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code sendmmsg(2)}. */
  public int sendmmsg(int descriptor, MemorySegment messages, int count, int flags) {
    try {
      return answer(
          (int)
              (long)
                  SENDMMSG.invokeExact(
                      state(),
                      (long) descriptor,
                      messages.address(),
                      (long) count,
                      (long) flags,
                      0L,
                      0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code write(2)}. */
  public long write(int descriptor, long address, long length) {
    return answer(call(WRITE, descriptor, address, length));
  }

  /** {@code read(2)}. */
  public long read(int descriptor, MemorySegment buffer, long length) {
    return answer(call(READ, descriptor, buffer.address(), length));
  }

  /** {@code eventfd(2)}. */
  public int eventfd(int initial, int flags) {
    return answer((int) call(EVENTFD, initial, flags));
  }

  /** {@code epoll_create1(2)}. */
  public int epollCreate1(int flags) {
    return answer((int) call(EPOLL_CREATE1, flags));
  }

  /** {@code epoll_ctl(2)}. */
  public int epollCtl(int epoll, int operation, int descriptor, MemorySegment event) {
    try {
      return answer(
          (int)
              (long)
                  EPOLL_CTL.invokeExact(
                      state(),
                      (long) epoll,
                      (long) operation,
                      (long) descriptor,
                      event.address(),
                      0L,
                      0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code epoll_wait(2)}. */
  public int epollWait(int epoll, MemorySegment events, int count, int timeoutMillis) {
    try {
      return answer(
          (int)
              (long)
                  EPOLL_WAIT.invokeExact(
                      state(),
                      (long) epoll,
                      events.address(),
                      (long) count,
                      (long) timeoutMillis,
                      0L,
                      0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code epoll_pwait2(2)}. */
  public int epollPwait2(
      int epoll, MemorySegment events, int count, MemorySegment timeout, MemorySegment signals) {
    try {
      return answer(
          (int)
              (long)
                  EPOLL_PWAIT2.invokeExact(
                      state(),
                      (long) epoll,
                      events.address(),
                      (long) count,
                      timeout.address(),
                      signals.address(),
                      0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code ppoll(2)}. */
  public int ppoll(
      MemorySegment descriptors, long count, MemorySegment timeout, MemorySegment signals) {
    try {
      return answer(
          (int)
              (long)
                  PPOLL.invokeExact(
                      state(),
                      descriptors.address(),
                      count,
                      timeout.address(),
                      signals.address(),
                      0L,
                      0L));
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  /** {@code ioctl(2)}. */
  public int ioctl(int descriptor, long request, MemorySegment value) {
    return answer((int) callEllipsis(Ioctl.IOCTL, descriptor, request, value.address()));
  }
}
