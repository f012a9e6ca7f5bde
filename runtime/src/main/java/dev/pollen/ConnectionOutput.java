package dev.pollen;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The sending side of a connection: from {@code send} to the socket. */
final class ConnectionOutput {
  /** How often producers are asked in one flush, however little they have. */
  private static final int MAX_PULLS = 64;

  private final ConnectionDriver driver;

  /** What is to leave first. */
  private final OutputQueue queue;

  /** What is to leave then; most connections never have any. */
  private @Nullable ProducerQueue producers;

  /** Whether the transport takes no more: it was told the end, or it failed. */
  private boolean ended;

  /** Whether the end is to be told when all has left. */
  private boolean endsWhenEmpty;

  private boolean aboveHighMark;

  /** Whether there is room again and nobody was told. */
  private boolean drained;

  /** Whether a producer that had nothing is to be asked again. */
  private boolean producerReady;

  ConnectionOutput(ConnectionDriver driver, SegmentPool segments) {
    this.driver = driver;
    this.queue = new OutputQueue(segments);
  }

  /** Whether nothing waits, neither bytes nor a producer. */
  boolean isEmpty() {
    return queue.isEmpty() && !hasProducers();
  }

  private boolean hasProducers() {
    return producers != null && !producers.isEmpty();
  }

  /** Whether it is of interest that the socket takes data. */
  boolean wantsReadiness() {
    return !queue.isEmpty() || (producers != null && producers.isReady());
  }

  /** How many bytes are queued; what producers still have is not known. */
  long size() {
    return producers == null ? queue.size() : queue.size() + producers.size();
  }

  /** Queues all of the data, or none of it; says whether all is well. */
  boolean add(ByteBuffer data) {
    int max = driver.limits().maxOutput();
    boolean isTaken = !isEnding() && size() + data.remaining() <= max;
    if (isTaken && enqueue(data)) {
      if (size() > driver.limits().outputHighMark()) {
        aboveHighMark = true;
        // If nobody has been told yet that there was room: now there is none.
        drained = false;
      }
      return !aboveHighMark;
    }
    if (isTaken) {
      driver.end().exceeded("maxMemory of the loop, or the memory of the system", false);
    } else if (!driver.socket().canSend()) {
      throw notSentTo();
    } else if (!isEnding()) {
      driver
          .end()
          .exceeded("maxOutput (" + max + " bytes): the peer does not read what it is sent", false);
    }
    data.position(data.limit());
    return false;
  }

  private static IllegalStateException notSentTo() {
    return new IllegalStateException("This channel can only be read from, like the end of a pipe");
  }

  private boolean enqueue(ByteBuffer data) {
    return (producers != null && !producers.isEmpty()) ? producers.add(data) : queue.add(data);
  }

  /** Queues a producer; says whether all is well. */
  boolean add(Producer producer) {
    ProducerQueue waiting = producers();
    if (!isEnding() && !waiting.isFull()) {
      waiting.add(producer);
      return !aboveHighMark;
    }
    if (!driver.socket().canSend()) {
      throw notSentTo();
    }
    waiting.release(producer);
    if (!isEnding()) {
      driver
          .end()
          .exceeded(ProducerQueue.MAX_WAITING + " producers that wait for their turn", false);
    }
    return false;
  }

  /** Has a producer closed that came too late. */
  void refuse(Producer producer) {
    producers().release(producer);
  }

  private ProducerQueue producers() {
    if (producers == null) {
      producers = new ProducerQueue(driver, queue.pool());
    }
    return producers;
  }

  /** A producer that had nothing is to be asked again, but not now: an event may be running. */
  void producerReady() {
    if (hasProducers()) {
      producerReady = true;
      driver.deferTurn();
    }
  }

  /** Hands the transport what it takes. Never called inside an event of this driver. */
  void flush() {
    if (!queue.isEmpty()) {
      flushQueue();
    }
    if (producers != null) {
      flushProducers(producers);
    }
    if (endsWhenEmpty && isEmpty() && !ended) {
      try {
        end();
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void flushQueue() {
    long before = queue.size();
    try {
      queue.flushTo(driver.socket());
    } catch (IOException e) {
      driver.noteSent(before - queue.size());
      fail(e);
      return;
    }
    noteSent(before - queue.size());
    noteDrained();
  }

  private void noteSent(long count) {
    if (count > 0) {
      driver.noteSent(count);
    }
  }

  /** Asks for no more than the socket takes at a time, and for that only if it has taken all. */
  private void flushProducers(ProducerQueue waiting) {
    int enough = Math.max(driver.limits().outputLowMark(), SegmentPool.SEGMENT_BYTES);
    long sentAtLast = driver.bytesSent() + OutputQueue.MAX_FLUSH_BYTES;
    int pulls = MAX_PULLS;
    while (queue.isEmpty() && waiting.isReady() && pulls > 0 && driver.bytesSent() < sentAtLast) {
      FileProducer file = waiting.file();
      if (file != null) {
        pulls--;
        if (!flushFile(waiting, file, sentAtLast - driver.bytesSent())) {
          break;
        }
      }
      while (waiting.isReady()
          && waiting.file() == null
          && pulls > 0
          && queue.size() + SegmentPool.SEGMENT_BYTES <= enough) {
        pulls = waiting.pull(queue, pulls);
      }
      if (!queue.isEmpty()) {
        flushQueue();
      }
    }
    waiting.closeReleased();
  }

  /** Has the transport take bytes of a file by itself; says whether that may take more. */
  private boolean flushFile(ProducerQueue waiting, FileProducer file, long most) {
    long before = file.remaining();
    if (before > 0) {
      try {
        file.sendTo(driver.socket(), most);
      } catch (IOException e) {
        fail(e);
        return false;
      }
      noteSent(before - file.remaining());
    }
    if (file.remaining() == 0) {
      waiting.endFirst(queue);
      return true;
    }
    return file.isRead() || before - file.remaining() == most;
  }

  private void noteDrained() {
    if (aboveHighMark && size() <= driver.limits().outputLowMark()) {
      aboveHighMark = false;
      drained = true;
      // Who is polled anyway asks for it; see PolledDispatcher.writable().
      if (!driver.isPolled()) {
        driver.deferTurn();
      }
    }
  }

  void deferredTurn() {
    if (producerReady && producers != null) {
      producerReady = false;
      producers.wake();
    }
    if (drained && !driver.isPolled()) {
      drained = false;
      if (driver.tellsEvents()) {
        driver.tell(Event.WRITE);
      }
    }
  }

  /**
   * Whether nothing more can be sent, because the end has been told, will be, or came by itself.
   */
  boolean isEnding() {
    return ended || endsWhenEmpty;
  }

  boolean hasDrained() {
    return drained;
  }

  void forgetDrained() {
    drained = false;
  }

  /** Takes nothing more, and tells the peer so when all has left. */
  void endWhenEmpty() {
    endsWhenEmpty = true;
  }

  /** Tells the peer that nothing more will come. */
  void end() throws IOException {
    if (!ended) {
      ended = true;
      driver.socket().shutdownOutput();
    }
  }

  /** Nothing can be sent: the stream goes the other way only. */
  void endUntold() {
    ended = true;
  }

  /** Drops everything that waits, but may be given more. */
  void discard() {
    if (!isEmpty()) {
      driver.end().dropped(size());
    }
    clear();
    noteDrained();
  }

  /** A producer has failed: what waits behind it must not leave. */
  void cutProducers() {
    if (producers != null) {
      driver.end().dropped(producers.clear());
    }
  }

  /** Closes the producers that are not needed any more. Never called inside an event. */
  void closeProducers() {
    if (producers != null) {
      producers.closeReleased();
    }
  }

  void clear() {
    queue.clear();
    if (producers != null) {
      producers.clear();
    }
  }

  /** The peer takes no more, but what it sent before may still wait to be delivered. */
  private void fail(IOException cause) {
    ended = true;
    driver.end().dropped(size());
    clear();
    driver.end().outputBroken(cause);
  }
}
