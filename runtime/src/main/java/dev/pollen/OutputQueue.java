package dev.pollen;

import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a connection has been given to send and the transport has not taken. Holds memory only while
 * it holds bytes.
 */
final class OutputQueue {
  /** How many segments go into one system call. */
  static final int MAX_GATHERED = 16;

  /**
   * How many bytes one flush sends at most, so that a fast peer does not keep the loop from
   * everybody else.
   */
  private static final long MAX_FLUSH_BYTES = 1024 * 1024;

  private final SegmentPool pool;
  private @Nullable Segment head;
  private @Nullable Segment tail;
  private long size;

  OutputQueue(SegmentPool pool) {
    this.pool = pool;
  }

  long size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** Copies all of the data, so that the buffer is the caller's again. */
  void add(ByteBuffer data) {
    size += data.remaining();
    while (data.hasRemaining()) {
      roomyTail().fill(data);
    }
  }

  private Segment roomyTail() {
    Segment last = tail;
    if (last != null && !last.isFull()) {
      return last;
    }
    Segment added = pool.take();
    if (last == null) {
      head = added;
    } else {
      last.next = added;
    }
    tail = added;
    return added;
  }

  /** Sends until the queue is empty, the transport takes no more, or it is somebody else's turn. */
  void flushTo(StreamSocket socket) throws IOException {
    long budget = MAX_FLUSH_BYTES;
    while (head != null && budget > 0) {
      Segment first = head;
      long offered = first.draining.remaining();
      long sent;
      if (first.next == null) {
        sent = socket.send(first.draining);
      } else {
        int count = gather(first);
        offered = 0;
        for (int i = 0; i < count; i++) {
          offered += pool.gather[i].remaining();
        }
        try {
          sent = socket.send(pool.gather, count);
        } finally {
          Arrays.fill(pool.gather, 0, count, null);
        }
      }
      size -= sent;
      budget -= sent;
      removeDrained();
      if (sent < offered) {
        return;
      }
    }
  }

  private int gather(Segment first) {
    int count = 0;
    for (Segment s = first; s != null && count < MAX_GATHERED; s = s.next) {
      pool.gather[count++] = s.draining;
    }
    return count;
  }

  private void removeDrained() {
    while (head != null && head.isDrained()) {
      Segment drained = head;
      head = drained.next;
      pool.giveBack(drained);
    }
    if (head == null) {
      tail = null;
    }
  }

  /** Drops everything. */
  void clear() {
    while (head != null) {
      Segment dropped = head;
      head = dropped.next;
      pool.giveBack(dropped);
    }
    tail = null;
    size = 0;
  }
}
