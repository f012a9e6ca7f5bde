package dev.pollen;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The sending side of a connection: from {@code send} to the socket. */
final class ConnectionOutput {
  private final ConnectionDriver driver;
  private final OutputQueue queue;

  /** Whether the transport takes no more: it was told the end, or it failed. */
  private boolean ended;

  /** Whether the end is to be told when all has left. */
  private boolean endsWhenEmpty;

  private boolean aboveHighMark;

  /** Whether there is room again and nobody was told. */
  private boolean drained;

  /** Bytes that were taken and then dropped, because the connection broke. */
  private long dropped;

  ConnectionOutput(ConnectionDriver driver, SegmentPool segments) {
    this.driver = driver;
    this.queue = new OutputQueue(segments);
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  long size() {
    return queue.size();
  }

  /**
   * How many of the bytes that were taken will not reach the transport if the connection ends now.
   */
  long undelivered() {
    return dropped + queue.size();
  }

  /** Queues all of the data, or none of it; says whether all is well. */
  boolean add(ByteBuffer data) {
    int max = driver.limits().maxOutput();
    boolean isTaken = !ended && !endsWhenEmpty && queue.size() + data.remaining() <= max;
    if (isTaken && queue.add(data)) {
      if (queue.size() > driver.limits().outputHighMark()) {
        aboveHighMark = true;
        // If nobody has been told yet that there was room: now there is none.
        drained = false;
      }
      return !aboveHighMark;
    }
    if (isTaken) {
      driver.exceeded("maxMemory of the loop, or the memory of the system", false);
    } else if (!driver.socket().canSend()) {
      throw new IllegalStateException("Only the other end of a pipe can be sent to");
    } else if (!ended && !endsWhenEmpty) {
      driver.exceeded(
          "maxOutput (" + max + " bytes): the peer does not read what it is sent", false);
    }
    data.position(data.limit());
    return false;
  }

  /** Hands the transport what it takes. Never called inside an event of this driver. */
  void flush() {
    if (!queue.isEmpty()) {
      flushQueue();
    }
    if (endsWhenEmpty && queue.isEmpty() && !ended) {
      try {
        end();
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void flushQueue() {
    try {
      long before = queue.size();
      queue.flushTo(driver.socket());
      if (queue.size() < before) {
        driver.sent();
      }
    } catch (IOException e) {
      fail(e);
      return;
    }
    if (aboveHighMark && queue.size() <= driver.limits().outputLowMark()) {
      aboveHighMark = false;
      drained = true;
      // Who is polled anyway asks for it; see PolledDispatcher.writable().
      if (!driver.isPolled()) {
        driver.deferTurn();
      }
    }
  }

  void deferredTurn() {
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

  void clear() {
    queue.clear();
  }

  /** The peer takes no more, but what it sent before may still wait to be delivered. */
  private void fail(IOException cause) {
    ended = true;
    dropped += queue.size();
    queue.clear();
    driver.outputBroken(cause);
  }
}
