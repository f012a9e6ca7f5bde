package dev.pollen.linux.uring;

import dev.pollen.linux.socket.SlotTable;
import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * What the loop and the kernel tell each other in one system call. In go the requests that are
 * wanted now, the cancelling of those that are not, and what sockets were given to send; out come
 * completions.
 *
 * <p>Nothing is handed over before that call, so that what changes its mind within a pass costs
 * nothing, and no entry is left behind for a descriptor that is closed.
 */
final class Exchange {
  /** Requests are cancelled at once, but for those of another thread, which has to run for it. */
  private static final int MOST_WAITS = 100;

  private static final long WAIT_NANOS = 10_000_000;

  private final Ring ring;
  private final BufferRing buffers;
  private final Patience patience;
  private final Descriptors descriptors;

  /** What the kernel has, by what completions carry. */
  private final SlotTable<Request> requests = new SlotTable<>();

  private final Outbox outbox = new Outbox();
  private final ArrayDeque<Request> queue = new ArrayDeque<>();
  private boolean isClosing;

  Exchange(Calls calls, Ring ring, BufferRing buffers, Patience patience) {
    this.ring = ring;
    this.buffers = buffers;
    this.patience = patience;
    descriptors = new Descriptors(calls);
  }

  /** What a request wants may have changed. */
  void queue(Request request) {
    queue.add(request);
  }

  BufferRing buffers() {
    return buffers;
  }

  /** With those who do not read what a closed socket has still to send. */
  Patience patience() {
    return patience;
  }

  Descriptors descriptors() {
    return descriptors;
  }

  Outbox outbox() {
    return outbox;
  }

  boolean isClosing() {
    return isClosing;
  }

  /** Hands over what there is, if something is to be sent. */
  void flush() throws IOException {
    if (!outbox.isEmpty()) {
      run(0);
    }
  }

  /** Hands over what there is, if descriptors wait to be closed. */
  void releaseClosed() throws IOException {
    if (descriptors.areClosing()) {
      run(0);
    }
  }

  /**
   * Hands over what there is, and waits for a completion.
   *
   * @param timeoutNanos how long; 0 does not wait, a negative value waits without limit
   */
  void run(long timeoutNanos) throws IOException {
    buffers.feed(timeoutNanos != 0);
    for (Request next = queue.poll(); next != null; next = queue.poll()) {
      makeRoom();
      next.settle(ring, requests);
    }
    int sends = outbox.seal();
    for (int i = 0; i < sends; i++) {
      makeRoom();
      outbox.write(i, ring);
    }
    if (timeoutNanos != 0) {
      ring.expectEntering();
    }
    if (timeoutNanos != 0 || ring.unsubmitted() > 0 || ring.asksForEntering()) {
      enter(timeoutNanos);
    }
    collect();
    outbox.settle();
  }

  private void makeRoom() throws IOException {
    if (ring.isFull()) {
      enter(0);
    }
  }

  private void enter(long timeoutNanos) throws IOException {
    int answer = ring.enter(timeoutNanos);
    while (ring.unsubmitted() > 0) {
      // It takes a part only when there is too little memory or too many completions wait.
      collect();
      answer = ring.enter(0);
      if (answer <= 0 && answer != -Errors.EINTR) {
        ring.forgetUnsubmitted();
        throw Errors.exception("io_uring_enter", answer);
      }
    }
    if (answer < 0 && answer != -Errors.ETIME && answer != -Errors.EINTR) {
      throw Errors.exception("io_uring_enter", answer);
    }
  }

  private void collect() throws IOException {
    while (ring.next() || hasOverflown()) {
      complete(ring.userData(), ring.result(), ring.flags());
    }
  }

  /** Completions for which there was no room come when the kernel is entered again. */
  private boolean hasOverflown() throws IOException {
    if (!ring.isOverflown()) {
      return false;
    }
    int answer = ring.enter(0);
    if (answer < 0 && answer != -Errors.EINTR) {
      throw Errors.exception("io_uring_enter", answer);
    }
    return ring.next();
  }

  private void complete(long userData, int result, int flags) {
    if (Outbox.isSend(userData)) {
      outbox.completed(userData, result);
      return;
    }
    Request request = requests.at(userData);
    if (request == null) {
      return;
    }
    if (Request.isCancelling(userData)) {
      request.cancelAgain();
    } else {
      request.complete(result, flags, requests);
    }
  }

  /**
   * Takes all requests back.
   *
   * @return whether the kernel has none any more, so that it writes into no memory
   */
  boolean close() throws IOException {
    run(0);
    requests.forEach(Request::abandon);
    // There may have been room for a part, so that they were to wait for more.
    queue.forEach(Request::abandon);
    isClosing = true;
    requests.forEach(Request::changed);
    for (int i = 0; i < MOST_WAITS && !requests.isEmpty(); i++) {
      run(WAIT_NANOS);
    }
    return requests.isEmpty();
  }
}
