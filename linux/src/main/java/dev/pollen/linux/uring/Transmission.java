package dev.pollen.linux.uring;

import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.uring.Chunks.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a socket was given to send and the kernel has not taken yet. As a request, it waits for room
 * in the kernel, after that has taken less than all. When nothing is left to do, it serves another
 * socket; one that has failed stays with its own, which is told what comes of it.
 */
final class Transmission extends Request {
  private static final int NO_DESCRIPTOR = -1;
  private static final int OUT = 0x004;
  private static final int SHUT_WR = 1;
  private static final int MSG_NOSIGNAL = 0x4000;

  private final Calls calls;
  private final Chunks chunks;
  private final Transmissions transmissions;

  /** None while it serves nobody. */
  private @Nullable RingStreamSocket socket;

  private @Nullable Chunk chunk;
  private int start;
  private int end;

  /** What came of the last send: how many bytes the kernel took, or an error. */
  private int outcome = -Errors.EAGAIN;

  private boolean isInOutbox;
  private boolean isBlocked;

  /** Why nothing can be sent any more; told by what the socket is asked to do next. */
  private int failure;

  // What follows when all is sent.
  private boolean isToFinish;
  private boolean isToClose;

  /** When it was to close, or the kernel last took something after that. */
  private long progressNanos;

  Transmission(RingPoller poller) {
    super(poller.exchange(), NO_DESCRIPTOR);
    calls = poller.calls();
    chunks = poller.chunks();
    transmissions = poller.transmissions();
  }

  /** From now on it is of this socket. */
  void begin(RingStreamSocket newSocket, int descriptor) {
    socket = newSocket;
    turnTo(descriptor);
  }

  private RingStreamSocket socket() {
    assert socket != null : "Nobody is served";
    return socket;
  }

  boolean isEmpty() {
    return chunk == null;
  }

  boolean isBlocked() {
    return isBlocked;
  }

  /** How many bytes it takes now; none while the kernel has no room. */
  int room() {
    if (isBlocked || isToFinish) {
      return 0;
    }
    return isEmpty() ? Chunks.BYTES : Chunks.BYTES - end;
  }

  int failure() {
    return failure;
  }

  /** Takes as many bytes as there is room for; the next system call sends them. */
  int add(ByteBuffer data) throws IOException {
    int count = Math.min(room(), data.remaining());
    if (count == 0) {
      return 0;
    }
    if (chunk == null) {
      chunk = chunks.take();
    }
    chunk.bytes().put(end, data, data.position(), count);
    data.position(data.position() + count);
    end += count;
    sendSoon();
    return count;
  }

  private void sendSoon() {
    if (!isInOutbox) {
      isInOutbox = true;
      exchange.outbox().add(this);
    }
  }

  /** The kernel has no room. */
  void block() {
    isBlocked = true;
    changed();
  }

  /** For what cannot wait for the next pass. */
  void sendNow() {
    if (chunk != null && !isBlocked) {
      sent((int) calls.send(descriptor(), chunk.address() + start, end - start, MSG_NOSIGNAL));
    }
  }

  /** The stream ends behind what there is to send. */
  void finish() {
    isToFinish = true;
    sendNow();
    proceed();
  }

  /** The descriptor is closed when all is sent, or when nobody takes it. */
  void close() {
    isToClose = true;
    progressNanos = System.nanoTime();
    sendNow();
    if (isEmpty()) {
      // Room in the kernel is of no more use, and to wait for it would keep the descriptor open.
      unblock();
    }
    proceed();
  }

  /** Nothing more is sent, not even the end: what was sent before is not all. */
  void drop() {
    giveBackChunk();
    isToFinish = false;
    unblock();
  }

  /** Room in the kernel is not waited for any more. */
  private void unblock() {
    isBlocked = false;
    changed();
  }

  @Override
  void abandon() {
    if (isToClose && !isEmpty()) {
      socket().resetOnClose(descriptor());
      drop();
      proceed();
    }
  }

  // ---- one send ----

  /** Whether somebody waits for the room that a send makes, so that it must end the wait. */
  boolean isAwaited() {
    return socket().waitsForRoom();
  }

  /** Describes the bytes to send, in an entry that has the rest already. */
  void writeSend(Entry entry) {
    assert chunk != null;
    outcome = end - start;
    entry.address(chunk.address() + start).length(outcome);
  }

  void outcome(int result) {
    outcome = result;
  }

  /** The call has been made that was to send. */
  void settle() {
    int answer = outcome;
    isInOutbox = false;
    outcome = -Errors.EAGAIN;
    if (!isEmpty()) {
      sent(answer);
    }
    restIfDone();
  }

  private void restIfDone() {
    if (isEmpty() && !isBlocked && !isInOutbox && failure == 0 && isAtRest()) {
      socket().forgetTransmission();
      socket = null;
      transmissions.giveBack(this);
    }
  }

  private void sent(int answer) {
    if (answer >= 0) {
      start += answer;
      progressNanos = isToClose ? System.nanoTime() : 0;
    } else if (answer != -Errors.EAGAIN && answer != -Errors.EINTR) {
      failure = answer;
      start = end;
    }
    if (start == end) {
      giveBackChunk();
    } else {
      block();
    }
    proceed();
    socket().mayBeReady();
  }

  private void giveBackChunk() {
    if (chunk != null) {
      chunks.giveBack(chunk);
      chunk = null;
      start = 0;
      end = 0;
    }
  }

  private void proceed() {
    if (!isEmpty()) {
      return;
    }
    if (isToFinish) {
      isToFinish = false;
      // It fails only if there is no connection any more, which the other side tells, too.
      calls.shutdown(descriptor(), SHUT_WR);
    }
    if (isToClose) {
      isToClose = false;
      exchange.descriptors().close(descriptor());
    }
  }

  // ---- waiting for room ----

  @Override
  boolean isWanted() {
    return isBlocked;
  }

  /** Also while the socket is open, since it may be closed before this wait ends. */
  @Override
  boolean isLimited() {
    return true;
  }

  @Override
  int operation() {
    return Entry.POLL_ADD;
  }

  @Override
  void write(Entry entry) {
    entry.operationFlags(OUT);
  }

  @Override
  void completed(int result, int flags) {
    if (result == -Errors.ECANCELED) {
      if (exchange.patience().isOverSince(progressNanos)) {
        abandon();
      }
      return;
    }
    isBlocked = false;
    if (isToFinish || isToClose) {
      sendNow();
    } else if (!isEmpty()) {
      sendSoon();
    }
    socket().mayBeReady();
  }

  @Override
  void ended() {
    restIfDone();
  }
}
