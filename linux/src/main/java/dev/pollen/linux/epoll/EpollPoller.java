package dev.pollen.linux.epoll;

import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * epoll(7), level-triggered: with edges, whoever reads less than there is would have to remember
 * it.
 */
final class EpollPoller implements Poller {
  private static final int CLOEXEC = 0x80000;
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int MODIFY = 3;
  private static final int EDGE_TRIGGERED = 1 << 31;
  private static final int MOST_EVENTS = 256;
  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /** {@code struct epoll_event} is packed on x86-64, so that 32-bit programs see the same. */
  private static final boolean PACKED = System.getProperty("os.arch").matches("amd64|x86_64");

  private static final long DATA = PACKED ? 4 : 8;
  private static final long EVENT_SIZE = DATA + Long.BYTES;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  private final Calls calls;
  private final int epoll;
  private final MemorySegment event;
  private final MemorySegment events;
  private final MemorySegment timeout;
  private boolean hasNanos = Calls.hasEpollPwait2();

  EpollPoller(Calls calls, Arena arena) throws IOException {
    this.calls = calls;
    event = arena.allocate(EVENT_SIZE, Long.BYTES);
    events = arena.allocate(EVENT_SIZE * MOST_EVENTS, Long.BYTES);
    timeout = arena.allocate(2 * Long.BYTES, Long.BYTES);
    epoll = checked("epoll_create1", calls.epollCreate1(CLOEXEC));
  }

  private static int checked(String call, int answer) throws IOException {
    if (answer < 0) {
      throw Errors.exception(call, answer);
    }
    return answer;
  }

  /** Edge-triggered: each write to it is an edge, so that nobody has to read it. */
  @Override
  public void addWakeUp(int descriptor) throws IOException {
    control(ADD, descriptor, WAKE_UP, IN | EDGE_TRIGGERED);
  }

  @Override
  public void add(int descriptor, long key, int wanted) throws IOException {
    control(ADD, descriptor, key, wanted);
  }

  @Override
  public void change(int descriptor, long key, int wanted) throws IOException {
    control(MODIFY, descriptor, key, wanted);
  }

  @Override
  public void remove(int descriptor) throws IOException {
    control(DELETE, descriptor, 0, 0);
  }

  /** The kernel forgets a closed descriptor by itself. */
  @Override
  public void release(int descriptor) {
    calls.close(descriptor);
  }

  private void control(int operation, int descriptor, long key, int wanted) throws IOException {
    event.set(INT, 0, wanted);
    event.set(LONG, DATA, key);
    checked("epoll_ctl", calls.epollCtl(epoll, operation, descriptor, event));
  }

  @Override
  public int await(long timeoutNanos) throws IOException {
    int answer = waitFor(timeoutNanos);
    if (answer == -Errors.ENOSYS && hasNanos) {
      hasNanos = false;
      answer = waitFor(timeoutNanos);
    }
    return answer == -Errors.EINTR ? 0 : checked("epoll_wait", answer);
  }

  private int waitFor(long timeoutNanos) {
    if (timeoutNanos <= 0) {
      return calls.epollWait(epoll, events, MOST_EVENTS, timeoutNanos < 0 ? -1 : 0);
    }
    if (!hasNanos) {
      long millis = (timeoutNanos - 1) / NANOS_PER_MILLI + 1;
      return calls.epollWait(epoll, events, MOST_EVENTS, (int) Math.min(millis, Integer.MAX_VALUE));
    }
    timeout.set(LONG, 0, timeoutNanos / NANOS_PER_SECOND);
    timeout.set(LONG, Long.BYTES, timeoutNanos % NANOS_PER_SECOND);
    return calls.epollPwait2(epoll, events, MOST_EVENTS, timeout, MemorySegment.NULL);
  }

  @Override
  public long key(int index) {
    return events.get(LONG, index * EVENT_SIZE + DATA);
  }

  @Override
  public int events(int index) {
    return events.get(INT, index * EVENT_SIZE);
  }

  @Override
  public void close() {
    calls.close(epoll);
  }
}
