package dev.pollen.linux.uring;

import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.socket.LinuxListeningSocket;
import dev.pollen.linux.socket.ReadinessTransport;
import dev.pollen.linux.system.Errors;
import java.util.Arrays;

/** One request for all peers (multishot), and those that have come and were not taken yet. */
final class Acceptance extends ToldRequest {
  static final int NONE = -1;

  /** How many may wait here. More wait in the kernel, as they would without a ring. */
  private static final int MOST_HELD = 64;

  private static final int MULTISHOT = 1;

  private final RingPoller poller;
  private final RingListeningSocket socket;

  /** Descriptors, from the next one on. */
  private int[] held = new int[4];

  private int next;
  private int end;
  private boolean isOn;
  private boolean isFull;
  private boolean isClosed;
  private int failure;

  Acceptance(RingPoller poller, int descriptor, RingListeningSocket socket) {
    super(poller.exchange(), descriptor);
    this.poller = poller;
    this.socket = socket;
  }

  /** Whether peers are wanted. */
  void turn(boolean on) {
    isOn = on;
    changed();
    poller.mayBeReady(this);
  }

  /** The descriptor of the peer that has waited longest, or {@link #NONE}. */
  int take() {
    if (next == end) {
      return NONE;
    }
    int taken = held[next++];
    if (next == end) {
      next = 0;
      end = 0;
      isFull = false;
      changed();
    }
    return taken;
  }

  /** Why no peer can be accepted, told once; 0 if nothing is wrong. */
  int takeFailure() {
    int taken = failure;
    failure = 0;
    changed();
    return taken;
  }

  void close() {
    isClosed = true;
    while (next < end) {
      refuse(held[next++]);
    }
    changed();
  }

  /** Nobody will serve this one; it is told so as it would be by the kernel. */
  private void refuse(int descriptor) {
    socket.resetOnClose(descriptor);
    exchange.descriptors().close(descriptor);
  }

  // ---- the request ----

  @Override
  boolean isWanted() {
    return isOn && !isFull && !isClosed && failure == 0;
  }

  @Override
  int operation() {
    return Entry.ACCEPT;
  }

  @Override
  void write(Entry entry) {
    entry.mode(MULTISHOT).operationFlags(ReadinessTransport.NONBLOCK | ReadinessTransport.CLOEXEC);
  }

  @Override
  void completed(int result, int flags) {
    if (result >= 0 && isClosed) {
      refuse(result);
    } else if (result >= 0) {
      hold(result);
    } else if (result != -Errors.ECANCELED
        && result != -Errors.EAGAIN
        && !LinuxListeningSocket.concernsOnePeer(result)) {
      failure = result;
    }
    poller.mayBeReady(this);
  }

  private void hold(int descriptor) {
    if (end == held.length) {
      held = Arrays.copyOf(held, 2 * end);
    }
    held[end++] = descriptor;
    if (end - next >= MOST_HELD) {
      isFull = true;
      changed();
    }
  }

  @Override
  long key() {
    return socket.key();
  }

  @Override
  int readyEvents() {
    return isOn && !isClosed && (next < end || failure != 0) ? Poller.IN : 0;
  }
}
