package dev.pollen.linux.uring;

/**
 * Watches the eventfd by which others end a wait. Told for each write to it, by one request for
 * all, so that nobody has to read it.
 */
final class WakeUp extends Request {
  private static final int MULTISHOT = 1;
  private static final int IN = 0x001;

  private final Runnable waking;

  WakeUp(Exchange exchange, int descriptor, Runnable waking) {
    super(exchange, descriptor);
    this.waking = waking;
  }

  @Override
  boolean isWanted() {
    return true;
  }

  @Override
  int operation() {
    return Entry.POLL_ADD;
  }

  @Override
  void write(Entry entry) {
    entry.operationFlags(IN).length(MULTISHOT);
  }

  @Override
  void completed(int result, int flags) {
    if (result > 0) {
      waking.run();
    }
  }
}
