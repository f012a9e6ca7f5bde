package dev.pollen.testkit.transport;

import dev.pollen.testkit.kernel.StreamEnd;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The one buffer into which all sockets of a transport receive. What was lent from it is spoilt as
 * soon as it may not be used any more, so that who keeps it notices.
 */
final class Lending {
  /** As much as the transport on {@code java.nio} receives at a time. */
  private static final int BYTES = 64 * 1024;

  private static final byte SPOILT = (byte) 0xA5;

  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private int lent;

  /** An empty buffer to receive into. */
  ByteBuffer buffer() {
    takeBack();
    if (buffer.capacity() == 0) {
      buffer = ByteBuffer.allocate(BYTES);
    }
    return buffer.clear();
  }

  /**
   * Lends what was received.
   *
   * @param heldMore whether the system holds more: then the buffer looks full, as the seam asks
   */
  ByteBuffer lend(boolean heldMore) {
    lent = buffer.position();
    ByteBuffer whole = heldMore ? buffer.slice(0, lent) : buffer.duplicate().flip();
    return whole.asReadOnlyBuffer();
  }

  /** Lends what a stream has received; {@code null} if there is nothing now. */
  @Nullable ByteBuffer receive(StreamEnd end) throws IOException {
    int received = end.receive(buffer());
    if (received > 0) {
      return lend(end.unread() > 0);
    }
    return received == StreamEnd.END ? StreamSocket.END : null;
  }

  /** Ends the loan. */
  void takeBack() {
    for (int i = 0; i < lent; i++) {
      buffer.put(i, SPOILT);
    }
    lent = 0;
  }
}
