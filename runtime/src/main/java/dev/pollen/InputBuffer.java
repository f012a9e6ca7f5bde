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

  private final MemoryBudget budget;

  InputBuffer(MemoryBudget budget) {
    this.budget = budget;
  }

  ByteBuffer presented() {
    return presented;
  }

  /** How many bytes are kept for the next presentation. */
  int unread() {
    return presented.remaining();
  }

  /**
   * Presents bytes of the transport behind those that were left unread. Says whether there was
   * memory for both; if not, all of them are gone.
   */
  boolean present(ByteBuffer lent) {
    if (kept == null) {
      presented = lent;
    } else if (!append(kept, lent, start + presented.position())) {
      return false;
    }
    end = presented.limit();
    return true;
  }

  /**
   * Takes over what the handler has left, since the lent bytes are about to vanish. Says whether
   * there was memory for them; if not, they are gone.
   */
  boolean keepUnread() {
    // A handler that narrowed the buffer has not read what lies behind.
    presented.limit(end);
    if (!presented.hasRemaining()) {
      clear();
    } else if (kept == null) {
      ByteBuffer lent = presented;
      ByteBuffer memory = allocate(lent.remaining());
      if (memory == null) {
        clear();
        return false;
      }
      append(memory, lent, 0);
    } else {
      // Anew, with the first unread byte at index 0, as if it had just arrived.
      start += presented.position();
      presented = presented.slice();
    }
    end = presented.limit();
    return true;
  }

  void clear() {
    if (kept != null) {
      budget.give(kept.capacity());
    }
    kept = null;
    presented = NOTHING;
    start = 0;
    end = 0;
  }

  /** Appends to memory whose first bytes have been read already; they go when room is short. */
  private boolean append(ByteBuffer memory, ByteBuffer bytes, int read) {
    int firstUnread = read;
    ByteBuffer roomy = memory;
    if (memory.remaining() < bytes.remaining()) {
      int needed = memory.position() - read + bytes.remaining();
      // Moving the bytes pays only if it makes much room; else each small step would move them all.
      boolean compacts = needed <= memory.capacity() / 2;
      ByteBuffer larger = compacts ? memory : allocate(needed);
      if (larger == null) {
        clear();
        return false;
      }
      memory.flip().position(read);
      if (compacts) {
        memory.compact();
      } else {
        larger.put(memory);
        budget.give(memory.capacity());
      }
      roomy = larger;
      firstUnread = 0;
    }
    roomy.put(bytes);
    kept = roomy;
    // A slice, so that a handler may rewind to where it began.
    presented = roomy.asReadOnlyBuffer().flip().position(firstUnread).slice();
    start = firstUnread;
    return true;
  }

  private @Nullable ByteBuffer allocate(int bytes) {
    // Twice as much, so that bytes that trickle in are copied a bounded number of times each.
    int capacity = Math.max(SMALLEST, 2 * bytes);
    ByteBuffer memory = ByteBuffer.allocate(capacity);
    // Only now: if the heap had no room, nothing was taken that nobody would give back.
    return budget.take(capacity) ? memory : null;
  }
}
