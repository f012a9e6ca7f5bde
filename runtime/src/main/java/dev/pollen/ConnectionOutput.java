package dev.pollen;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The sending side of a connection: from {@code send} to the socket. */
final class ConnectionOutput {
  private final Connection connection;
  private final OutputQueue queue;
  private boolean ended;
  private boolean aboveHighMark;

  /** Whether there is room again and nobody was told. */
  private boolean drained;

  /** Bytes that were taken and then dropped. */
  private long dropped;

  ConnectionOutput(Connection connection, SegmentPool segments) {
    this.connection = connection;
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
    int max = connection.limits.maxOutput();
    if (ended || queue.size() + data.remaining() > max) {
      if (!ended) {
        connection.exceeded(
            "maxOutput (" + max + " bytes): the peer does not read what it is sent");
      }
      dropped += data.remaining();
      data.position(data.limit());
      return false;
    }
    queue.add(data);
    aboveHighMark |= queue.size() > connection.limits.outputHighMark();
    return !aboveHighMark;
  }

  /** Hands the transport what it takes. Never called inside an event of this connection. */
  void flush() {
    if (queue.isEmpty()) {
      return;
    }
    try {
      queue.flushTo(connection.socket());
    } catch (IOException e) {
      fail(e);
      return;
    }
    if (aboveHighMark && queue.size() <= connection.limits.outputLowMark()) {
      aboveHighMark = false;
      drained = true;
      // Who is polled anyway asks for it; see PolledDispatcher.writable().
      if (!connection.isPolled()) {
        connection.deferTurn();
      }
    }
  }

  void deferredTurn() {
    if (drained && !connection.isPolled()) {
      drained = false;
      if (connection.isOpenForHandler()) {
        connection.tell(Event.WRITE);
      }
    }
  }

  boolean hasDrained() {
    return drained;
  }

  void forgetDrained() {
    drained = false;
  }

  /** Tells the peer that nothing more will come. */
  void end() throws IOException {
    if (!ended) {
      ended = true;
      connection.socket().shutdownOutput();
    }
  }

  void clear() {
    queue.clear();
  }

  /** The peer takes no more, but what it sent before may still wait to be delivered. */
  private void fail(IOException cause) {
    ended = true;
    dropped += queue.size();
    queue.clear();
    connection.brokenOutput(cause);
  }
}
