package dev.pollen.linux.uring;

import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Errors;

/**
 * Watches a descriptor. Polls once, and again after each telling: that makes it level-triggered.
 */
final class Watch extends ToldRequest {
  /**
   * POLLRDBAND, which arriving data bring along. The kernel wakes no request that polls for POLLPRI
   * alone (io_uring/poll.c, IO_ASYNC_POLL_COMMON).
   */
  private static final int WITH_URGENT = 0x80;

  private final RingPoller poller;
  private long key;

  /** What somebody wants to hear of. */
  private int wanted;

  /** What the kernel was asked for. */
  private int asked;

  /** What has happened and was not told yet. */
  private int happened;

  Watch(RingPoller poller, Exchange exchange, int descriptor) {
    super(exchange, descriptor);
    this.poller = poller;
  }

  void want(long newKey, int events) {
    key = newKey;
    wanted = events;
    happened = events == 0 ? 0 : happened & (events | Poller.ERR | Poller.HUP);
    changed();
  }

  void wantNothing() {
    want(key, 0);
  }

  @Override
  boolean isWanted() {
    return wanted != 0 && happened == 0 && (!isInKernel() || asked == wanted);
  }

  @Override
  int operation() {
    return Entry.POLL_ADD;
  }

  @Override
  void write(Entry entry) {
    asked = wanted;
    entry.operationFlags((asked & Poller.PRI) != 0 ? asked | WITH_URGENT : asked);
  }

  @Override
  void completed(int result, int flags) {
    if (result > 0 && wanted != 0) {
      happened = result;
      poller.mayBeReady(this);
    } else if (result < 0 && result != -Errors.ECANCELED) {
      // Whatever is tried with the descriptor then tells what is wrong with it.
      happened = Poller.ERR;
      poller.mayBeReady(this);
    }
  }

  @Override
  long key() {
    return key;
  }

  @Override
  int readyEvents() {
    return wanted == 0 ? 0 : happened;
  }

  @Override
  void told() {
    happened = 0;
    changed();
  }
}
