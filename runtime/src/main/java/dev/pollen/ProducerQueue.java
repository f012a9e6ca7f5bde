package dev.pollen;

import dev.pollen.Producer.Outcome;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The producers of a connection that have not ended, in their order, each with the bytes that were
 * sent after it.
 */
final class ProducerQueue {
  /** How many may wait; they are not counted in bytes, and most of them hold a file open. */
  static final int MAX_WAITING = 1024;

  /** With less room than this, a producer is given the next segment. */
  private static final int SMALLEST_ROOM = 4096;

  private static final class Part {
    final Producer producer;
    final OutputQueue after;

    Part(Producer producer, OutputQueue after) {
      this.producer = producer;
      this.after = after;
    }
  }

  private final ConnectionDriver driver;
  private final SegmentPool pool;
  private final ArrayDeque<Part> parts = new ArrayDeque<>();

  /** Producers to be closed, which must not happen inside an event. */
  private final ArrayDeque<Producer> released = new ArrayDeque<>();

  /** How many bytes were sent after producers. */
  private long size;

  /** Whether the first producer has nothing for now. */
  private boolean isPending;

  ProducerQueue(ConnectionDriver driver, SegmentPool pool) {
    this.driver = driver;
    this.pool = pool;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  boolean isFull() {
    return parts.size() >= MAX_WAITING;
  }

  /** Whether there is somebody to be asked. */
  boolean isReady() {
    return !parts.isEmpty() && !isPending;
  }

  /** The first producer, if it is a file of which the transport may take bytes by itself. */
  @Nullable FileProducer file() {
    return isReady() && parts.element().producer instanceof FileProducer file && !file.isRead()
        ? file
        : null;
  }

  long size() {
    return size;
  }

  void add(Producer producer) {
    parts.add(new Part(producer, new OutputQueue(pool)));
  }

  /** Queues bytes behind the last producer; none of them if there is no memory. */
  boolean add(ByteBuffer data) {
    int count = data.remaining();
    if (parts.getLast().after.add(data)) {
      size += count;
      return true;
    }
    return false;
  }

  /** Takes note that a producer which had nothing is to be asked again. */
  void wake() {
    isPending = false;
  }

  /**
   * Asks the first producer for as much as a segment holds, and puts it into the queue. If that was
   * its end, the bytes that were sent after it follow. Returns how many more times producers may be
   * asked.
   */
  int pull(OutputQueue queue, int mostCalls) {
    Part part = parts.element();
    Segment segment = pool.take();
    if (segment == null) {
      isPending = true;
      driver.end().exceeded("maxMemory of the loop, or the memory of the system", false);
      return 0;
    }
    int calls = mostCalls;
    Outcome outcome = Outcome.READY;
    Throwable failure = null;
    try {
      while (outcome == Outcome.READY
          && calls > 0
          && segment.room() >= SMALLEST_ROOM
          && parts.peek() == part) {
        calls--;
        outcome = ask(part.producer, segment);
      }
    } catch (Throwable cause) {
      failure = cause;
    }
    if (parts.peek() != part) {
      // It has ended the connection, or discarded itself.
      pool.giveBack(segment);
    } else {
      queue.append(segment);
      isPending = outcome == Outcome.PENDING;
      if (outcome == Outcome.END && failure == null) {
        endFirst(queue);
      }
    }
    if (failure != null) {
      driver.end().producerFailed(failure);
    }
    return calls;
  }

  /** The first producer has ended: the bytes that were sent after it follow. */
  void endFirst(OutputQueue queue) {
    Part part = parts.remove();
    released.add(part.producer);
    size -= part.after.size();
    queue.appendAll(part.after);
  }

  private static Outcome ask(Producer producer, Segment segment) throws Exception {
    ByteBuffer room = segment.filling.slice();
    Outcome outcome =
        Objects.requireNonNull(
            producer.produce(room), () -> producer.getClass().getName() + " answered null");
    if (outcome == Outcome.READY && room.position() == 0) {
      throw new IllegalStateException(
          producer.getClass().getName()
              + " answered READY without a byte; PENDING and END are for those that have none");
    }
    segment.filled(room.position());
    return outcome;
  }

  /** Drops everything; returns how many bytes were sent after producers. */
  long clear() {
    long dropped = size;
    for (Part part = parts.poll(); part != null; part = parts.poll()) {
      part.after.clear();
      released.add(part.producer);
    }
    size = 0;
    isPending = false;
    return dropped;
  }

  /** Has a producer closed that will not be asked. */
  void release(Producer producer) {
    released.add(producer);
  }

  /**
   * Closes the producers that are not needed any more. One that is released meanwhile has to wait:
   * a producer may send another one when it is closed, and that one the next.
   */
  void closeReleased() {
    for (int remaining = released.size(); remaining > 0; remaining--) {
      try {
        released.remove().close();
      } catch (Throwable cause) {
        driver.producerNotClosed(cause);
      }
    }
  }
}
