package dev.pollen;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What has arrived on a connection and was not read yet. Bytes are lent straight from the transport
 * as long as the handler reads all of them; only what it leaves is copied, into memory that exists
 * only while there is something in it.
 */
final class InputBuffer {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final int SMALLEST = 256;

  /** What the handler sees; its position says how far it has read. */
  private ByteBuffer presented = NOTHING;

  /** Where the bytes in {@link #presented} end, whatever limit the handler has set. */
  private int end;

  /**
   * The memory behind {@link #presented} if bytes were left, else {@code null}. Ready to be
   * appended to.
   */
  private @Nullable ByteBuffer kept;

  /** Where in {@link #kept} the presented bytes begin. */
  private int start;

  ByteBuffer presented() {
    return presented;
  }

  /** How many bytes are kept for the next presentation. */
  int unread() {
    return presented.remaining();
  }

  /** Presents bytes of the transport behind those that were left unread. */
  void present(ByteBuffer lent) {
    if (kept == null) {
      presented = lent;
    } else {
      append(kept, lent, start + presented.position());
    }
    end = presented.limit();
  }

  /** Takes over what the handler has left, since the lent bytes are about to vanish. */
  void keepUnread() {
    // A handler that narrowed the buffer has not read what lies behind.
    presented.limit(end);
    if (!presented.hasRemaining()) {
      clear();
    } else if (kept == null) {
      ByteBuffer lent = presented;
      append(allocate(lent.remaining()), lent, 0);
    } else {
      // Anew, with the first unread byte at index 0, as if it had just arrived.
      start += presented.position();
      presented = presented.slice();
    }
    end = presented.limit();
  }

  void clear() {
    kept = null;
    presented = NOTHING;
    start = 0;
    end = 0;
  }

  /** Appends to memory whose first bytes have been read already; they go when room is short. */
  private void append(ByteBuffer memory, ByteBuffer bytes, int read) {
    int firstUnread = read;
    ByteBuffer roomy = memory;
    if (memory.remaining() < bytes.remaining()) {
      int needed = memory.position() - read + bytes.remaining();
      // Moving the bytes pays only if it makes much room; else each small step would move them all.
      boolean compacts = needed <= memory.capacity() / 2;
      ByteBuffer larger = compacts ? memory : allocate(needed);
      memory.flip().position(read);
      roomy = compacts ? memory.compact() : larger.put(memory);
      firstUnread = 0;
    }
    roomy.put(bytes);
    kept = roomy;
    // A slice, so that a handler may rewind to where it began.
    presented = roomy.asReadOnlyBuffer().flip().position(firstUnread).slice();
    start = firstUnread;
  }

  private static ByteBuffer allocate(int bytes) {
    // Twice as much, so that bytes that trickle in are copied a bounded number of times each.
    return ByteBuffer.allocate(Math.max(SMALLEST, 2 * bytes));
  }
}
