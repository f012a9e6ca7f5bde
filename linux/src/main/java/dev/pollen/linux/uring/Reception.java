package dev.pollen.linux.uring;

import dev.pollen.linux.system.Errors;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The receiving side of a socket: one request for all that arrives (multishot), which the kernel
 * puts into buffers of the {@link BufferRing}; and what has arrived and was not taken yet.
 */
final class Reception extends ToldRequest {
  /**
   * How much waits at most, in bytes. What arrives while the kernel is told to stop comes on top,
   * and is limited by the buffers there are.
   */
  private static final int MOST_HELD = 256 * 1024;

  private static final int MULTISHOT = 1 << 1;
  private static final int HAS_BUFFER = 1;
  private static final int BUFFER_SHIFT = 16;

  private final RingStreamSocket socket;

  /** What was held when others needed the buffers; older than what is in buffers. */
  private @Nullable ByteBuffer copied;

  // Numbers of buffers, of which a ring has 32768 at most (IORING_REGISTER_PBUF_RING).
  private short first = BufferRing.NONE;
  private short last = BufferRing.NONE;
  private int held;

  private boolean isOn;
  private boolean isFull;
  private boolean isStarving;
  private boolean hasEnded;
  private boolean isClosed;

  /** Why nothing more arrives. */
  private int failure;

  Reception(RingPoller poller, int descriptor, RingStreamSocket socket) {
    super(poller.exchange(), descriptor);
    this.socket = socket;
  }

  private BufferRing buffers() {
    return exchange.buffers();
  }

  /** Whether what arrives is wanted. */
  void turn(boolean on) {
    isOn = on;
    changed();
  }

  /** Whether what arrives is wanted now. */
  boolean isOn() {
    return isOn;
  }

  /** Whether there is something to take: bytes, the end, or an error. */
  boolean isReady() {
    return held > 0 || hasEnded || failure != 0;
  }

  /** Whether the peer has finished sending. */
  boolean hasEnded() {
    return hasEnded;
  }

  int failure() {
    return failure;
  }

  /** Whether nothing more arrives. */
  boolean isOver() {
    return hasEnded || failure != 0;
  }

  /** Lends what has arrived first; {@code null} if there is nothing. */
  @Nullable ByteBuffer take() {
    ByteBuffer taken = null;
    if (copied != null) {
      taken = takeCopied(copied);
    } else if (first != BufferRing.NONE) {
      int buffer = removeFirst();
      taken = buffers().lend(buffer, first == BufferRing.NONE && !isFull && !isStarving);
    }
    if (taken != null) {
      held -= taken.remaining();
      if (isFull && held == 0) {
        isFull = false;
        changed();
      }
    }
    return taken;
  }

  /** No more than a buffer would bring, so that others have their turn. */
  private ByteBuffer takeCopied(ByteBuffer from) {
    int length = Math.min(from.remaining(), buffers().size());
    ByteBuffer taken = from.slice(from.position(), length);
    from.position(from.position() + length);
    if (!from.hasRemaining()) {
      copied = null;
    }
    return taken;
  }

  /** Somebody else needs the buffers. */
  void copyOut() {
    ByteBuffer copy = ByteBuffer.allocate(held);
    if (copied != null) {
      copy.put(copied);
    }
    while (first != BufferRing.NONE) {
      int buffer = removeFirst();
      buffers().copy(buffer, copy);
      buffers().giveBack(buffer);
    }
    copied = copy.flip().asReadOnlyBuffer();
  }

  /** There are buffers again. */
  void feed() {
    isStarving = false;
    changed();
  }

  /** Nobody takes anything any more; says whether there was something. */
  boolean close() {
    isClosed = true;
    boolean hadBytes = held > 0;
    copied = null;
    held = 0;
    while (first != BufferRing.NONE) {
      int buffer = removeFirst();
      buffers().giveBack(buffer);
    }
    changed();
    return hadBytes;
  }

  // ---- the request ----

  @Override
  boolean isWanted() {
    return isOn && !isFull && !isStarving && !hasEnded && !isClosed && failure == 0;
  }

  @Override
  int operation() {
    return Entry.RECV;
  }

  @Override
  void write(Entry entry) {
    entry.mode(MULTISHOT).flags(Entry.SELECTS_BUFFER);
  }

  @Override
  void completed(int result, int flags) {
    boolean hasBuffer = (flags & HAS_BUFFER) != 0;
    if (hasBuffer && result > 0 && !isClosed) {
      hold(flags >>> BUFFER_SHIFT, result);
    } else if (hasBuffer) {
      buffers().wasted(flags >>> BUFFER_SHIFT);
    }
    if (isClosed) {
      if (result > 0) {
        // As if the kernel itself had found that nobody takes it.
        socket.resetOnClose(descriptor());
      }
      return;
    }
    switch (result) {
      case 0 -> hasEnded = true;
      case -Errors.ENOBUFS -> {
        isStarving = true;
        buffers().starve(this);
      }
      case -Errors.ECANCELED, -Errors.EINTR, -Errors.EAGAIN -> {}
      default -> failure = Math.min(result, 0);
    }
    socket.mayBeReady();
  }

  private int removeFirst() {
    int buffer = first;
    first = (short) buffers().next(buffer);
    return buffer;
  }

  private void hold(int buffer, int length) {
    buffers().filled(buffer, length, this);
    if (first == BufferRing.NONE) {
      first = (short) buffer;
    } else {
      buffers().append(last, buffer);
    }
    last = (short) buffer;
    held += length;
    if (held >= MOST_HELD) {
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
    return isClosed ? 0 : socket.readyEvents();
  }
}
