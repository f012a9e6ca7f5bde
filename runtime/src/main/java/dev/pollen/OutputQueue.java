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
  static final long MAX_FLUSH_BYTES = 1024 * 1024;

  private final SegmentPool pool;
  private @Nullable Segment head;
  private @Nullable Segment tail;
  private long size;

  OutputQueue(SegmentPool pool) {
    this.pool = pool;
  }

  SegmentPool pool() {
    return pool;
  }

  long size() {
    return size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Copies all of the data, so that the buffer is the caller's again; or nothing of it, and says
   * so, if there is no memory left for it.
   */
  boolean add(ByteBuffer data) {
    long room = tail == null ? 0 : tail.filling.remaining();
    Segment added = null;
    for (; room < data.remaining(); room += SegmentPool.SEGMENT_BYTES) {
      Segment segment = pool.take();
      if (segment == null) {
        giveBackAll(added);
        return false;
      }
      segment.next = added;
      added = segment;
    }
    size += data.remaining();
    if (tail != null) {
      tail.fill(data);
    }
    while (added != null) {
      Segment segment = added;
      added = segment.next;
      segment.next = null;
      segment.fill(data);
      link(segment);
    }
    return true;
  }

  private void link(Segment segment) {
    if (tail == null) {
      head = segment;
    } else {
      tail.next = segment;
    }
    tail = segment;
  }

  /** Takes over a segment of the same pool with what is in it. */
  void append(Segment segment) {
    if (segment.isDrained()) {
      pool.giveBack(segment);
    } else {
      size += segment.draining.remaining();
      link(segment);
    }
  }

  /** Takes over everything from another queue of the same pool. */
  void appendAll(OutputQueue other) {
    if (other.head != null) {
      size += other.size;
      link(other.head);
      tail = other.tail;
      other.head = null;
      other.tail = null;
      other.size = 0;
    }
  }

  private void giveBackAll(@Nullable Segment first) {
    Segment next = first;
    while (next != null) {
      Segment segment = next;
      next = segment.next;
      pool.giveBack(segment);
    }
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
    giveBackAll(head);
    head = null;
    tail = null;
    size = 0;
  }
}
