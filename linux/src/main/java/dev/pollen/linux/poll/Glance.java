package dev.pollen.linux.poll;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** What the system tells of a descriptor that is looked at once, instead of being watched. */
public final class Glance {
  private static final int EPOLL_CLOEXEC = 0x80000;
  private static final int EPOLL_CTL_ADD = 1;

  /** As {@code struct epoll_event} of any architecture: no event, and whatever data. */
  private static final long EVENT_BYTES = 16;

  private static final long POLLFD_EVENTS = 4;
  private static final long POLLFD_REVENTS = 6;
  private static final long TIMESPEC_BYTES = 16;

  private final Calls calls;

  /** By the calls of a transport. */
  public Glance(Calls calls) {
    this.calls = calls;
  }

  /** What has happened: of the wanted events, of errors and hang-ups. */
  public int events(int descriptor, int wanted) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment list = arena.allocate(ValueLayout.JAVA_LONG);
      list.set(ValueLayout.JAVA_INT, 0, descriptor);
      list.set(ValueLayout.JAVA_SHORT, POLLFD_EVENTS, (short) wanted);
      MemorySegment atOnce = arena.allocate(TIMESPEC_BYTES, Long.BYTES);
      int answer = calls.ppoll(list, 1, atOnce, MemorySegment.NULL);
      return answer == 1 ? list.get(ValueLayout.JAVA_SHORT, POLLFD_REVENTS) : 0;
    }
  }

  /**
   * Whether it is a file that can be waited for. Only epoll tells: it refuses the others (EPERM),
   * while poll(2) finds them ready.
   */
  public boolean canBeAwaited(int descriptor) throws IOException {
    int epoll = calls.epollCreate1(EPOLL_CLOEXEC);
    if (epoll < 0) {
      throw Errors.exception("epoll_create1", epoll);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment event = arena.allocate(EVENT_BYTES, Long.BYTES);
      int answer = calls.epollCtl(epoll, EPOLL_CTL_ADD, descriptor, event);
      if (answer < 0 && answer != -Errors.EPERM) {
        throw Errors.exception("epoll_ctl", answer);
      }
      return answer == 0;
    } finally {
      calls.close(epoll);
    }
  }
}
