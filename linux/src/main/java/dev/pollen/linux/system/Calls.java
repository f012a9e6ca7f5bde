package dev.pollen.linux.system;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

/** What sockets and the waits for them need, each function named as in its manual page. */
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
    return answer((int) call(ACCEPT4, descriptor, address.address(), length.address(), flags));
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
    return answer((int) call(CLOSE, descriptor));
  }

  /** {@code recv(2)}. */
  public long recv(int descriptor, MemorySegment buffer, long length, int flags) {
    return answer(call(RECV, descriptor, buffer.address(), length, flags));
  }

  /** {@code recvmmsg(2)}. */
  public int recvmmsg(
      int descriptor, MemorySegment messages, int count, int flags, MemorySegment timeout) {
    return answer(
        (int) call(RECVMMSG, descriptor, messages.address(), count, flags, timeout.address()));
  }

  /** {@code send(2)}. */
  public long send(int descriptor, MemorySegment buffer, long length, int flags) {
    try {
      return answer(call(SEND, descriptor, buffer.address(), length, flags));
    } finally {
      Reference.reachabilityFence(buffer);
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
          call(
              SENDTO,
              descriptor,
              buffer.address(),
              length,
              flags,
              address.address(),
              addressLength));
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /** {@code sendmsg(2)}. */
  public long sendmsg(int descriptor, MemorySegment message, int flags) {
    return answer(call(SENDMSG, descriptor, message.address(), flags));
  }

  /** {@code sendmmsg(2)}. */
  public int sendmmsg(int descriptor, MemorySegment messages, int count, int flags) {
    return answer((int) call(SENDMMSG, descriptor, messages.address(), count, flags));
  }

  /** {@code write(2)}. */
  public long write(int descriptor, MemorySegment buffer, long length) {
    return answer(call(WRITE, descriptor, buffer.address(), length));
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
    return answer((int) call(EPOLL_CTL, epoll, operation, descriptor, event.address()));
  }

  /** {@code epoll_wait(2)}. */
  public int epollWait(int epoll, MemorySegment events, int count, int timeoutMillis) {
    return answer((int) call(EPOLL_WAIT, epoll, events.address(), count, timeoutMillis));
  }

  /** {@code epoll_pwait2(2)}. */
  public int epollPwait2(
      int epoll, MemorySegment events, int count, MemorySegment timeout, MemorySegment signals) {
    return answer(
        (int)
            call(
                EPOLL_PWAIT2,
                epoll,
                events.address(),
                count,
                timeout.address(),
                signals.address()));
  }

  /** {@code ppoll(2)}. */
  public int ppoll(
      MemorySegment descriptors, long count, MemorySegment timeout, MemorySegment signals) {
    return answer(
        (int) call(PPOLL, descriptors.address(), count, timeout.address(), signals.address()));
  }

  /** {@code ioctl(2)}. */
  public int ioctl(int descriptor, long request, MemorySegment value) {
    return answer((int) callEllipsis(Ioctl.IOCTL, descriptor, request, value.address()));
  }
}
