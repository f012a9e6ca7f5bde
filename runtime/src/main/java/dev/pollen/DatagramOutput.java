package dev.pollen;

import dev.pollen.transport.DatagramBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The sending side of a socket for datagrams: from {@code send} to the socket. */
final class DatagramOutput {
  /** How many refusals are kept until they can be told; a flood of them says nothing new. */
  static final int MAX_REFUSALS = 16;

  private final Datagrams channel;
  private final DatagramDriver driver;
  private final DatagramQueue queue;
  private final ArrayDeque<Exception> refusals = new ArrayDeque<>();
  private final SendPause pause;

  /** What was sent in the turn that is running, if anything. */
  private @Nullable DatagramBatch gathered;

  private long dropped;

  /** Whether there is room again and nobody was told. */
  private boolean drained;

  DatagramOutput(Datagrams channel, DatagramDriver driver) {
    this.channel = channel;
    this.driver = driver;
    this.queue = new DatagramQueue(channel.limits, channel.loop().memory());
    this.pause = new SendPause(channel.loop(), driver::settleSoon);
  }

  /** Whether all that was sent has left. */
  boolean isEmpty() {
    return queue.isEmpty() && gathered == null;
  }

  boolean hasGathered() {
    return gathered != null;
  }

  /** Whether the queue waits for time to pass, not for readiness. */
  boolean isPaused() {
    return pause.isRunning();
  }

  long queuedBytes() {
    return queue.bytes() + (gathered == null ? 0 : gathered.bytes());
  }

  long dropped() {
    return dropped;
  }

  /** Gathers the datagram, hands it to the transport, or queues it; says whether all is well. */
  boolean send(ByteBuffer data, @Nullable SocketAddress to) {
    if (gather(data, to)) {
      return true;
    }
    if (hasGathered()) {
      // What was sent before goes first, and leaves room for what comes now.
      leaveTogether();
      if (gather(data, to)) {
        return true;
      }
    }
    if (queue.isEmpty() && handOver(data, to)) {
      return true;
    }
    if (queue.add(data, to)) {
      return !queue.isAboveHighMark();
    }
    drop(data);
    return false;
  }

  /**
   * Keeps a datagram until the turn is over, if there is nothing in its way: then those of the turn
   * leave by one system call. Never more than can be queued without a word if the system turns out
   * to have no room.
   */
  private boolean gather(ByteBuffer data, @Nullable SocketAddress to) {
    int size = data.remaining();
    if (!queue.isEmpty() || !canBeReached(to) || size > channel.limits.outputHighMark()) {
      return false;
    }
    if (gathered == null) {
      gathered = channel.loop().pools().batches().take();
      if (gathered == null) {
        return false;
      }
    }
    return gathered.bytes() + size <= channel.limits.outputHighMark() && gathered.add(data, to);
  }

  /** Hands the transport what was gathered; what it has no room for now is queued. */
  void leaveTogether() {
    DatagramBatch batch = gathered;
    if (batch == null) {
      return;
    }
    int next = 0;
    for (int done = 1; done > 0 && next < batch.count(); next += done) {
      done = handOver(batch, next);
    }
    for (; next < batch.count(); next++) {
      if (!queue.add(batch.data(next), batch.receiver(next))) {
        // Whoever has sent it was told that all is well.
        dropped++;
        refused(new IOException("No memory is left to queue " + batch.size(next) + " bytes"));
      }
    }
    gathered = null;
    channel.loop().pools().batches().giveBack(batch);
  }

  /** Says how many datagrams are done with: they were taken, or they never will be. */
  private int handOver(DatagramBatch batch, int from) {
    try {
      int taken = driver.socket().send(batch, from);
      for (int i = from; i < from + taken; i++) {
        channel.noteSent(batch.size(i));
      }
      return taken;
    } catch (IOException | RuntimeException e) {
      refused(e, batch.size(from), batch.receiver(from));
    }
    dropped++;
    return 1;
  }

  void drop(ByteBuffer data) {
    dropped++;
    data.position(data.limit());
  }

  /**
   * The socket is ready for output: hands the transport what it takes, within one turn's bounds.
   */
  void flush() {
    for (int i = 0; i < channel.limits.datagramsPerPass(); i++) {
      DatagramQueue.Waiting first = queue.first();
      if (first == null) {
        return;
      }
      int size = first.data().remaining();
      if (!handOver(first.data(), first.to())) {
        if (i == 0 && channel.isUnix()) {
          pause.begin();
        }
        return;
      }
      pause.succeeded();
      if (queue.removeFirst(size)) {
        drained = true;
        driver.deferTurn();
      }
    }
  }

  /** Says whether the datagram is done with: it was taken, or it never will be. */
  private boolean handOver(ByteBuffer data, @Nullable SocketAddress to) {
    int size = data.remaining();
    try {
      requireReachable(to);
      boolean isTaken = driver.socket().send(data, to);
      if (isTaken) {
        channel.noteSent(size);
      }
      return isTaken;
    } catch (IOException | RuntimeException e) {
      refused(e, size, to);
    }
    drop(data);
    return true;
  }

  private static boolean canBeReached(@Nullable SocketAddress to) {
    if (to instanceof InetSocketAddress internet) {
      return !internet.isUnresolved();
    }
    return !(to instanceof UnixDomainSocketAddress unix) || !unix.getPath().toString().isEmpty();
  }

  private static void requireReachable(@Nullable SocketAddress to) throws IOException {
    if (canBeReached(to)) {
      return;
    }
    if (to instanceof InetSocketAddress internet) {
      throw new UnknownHostException(
          "No address is known for host '" + internet.getHostString() + "'");
    }
    throw new SocketException("It has no name: who wants an answer has to bind its socket first");
  }

  private void refused(Exception cause, int size, @Nullable SocketAddress to) {
    if (cause instanceof PortUnreachableException) {
      // This is about an earlier datagram, but the system takes no other in the same call.
      refused(cause);
      return;
    }
    refused(
        new IOException(
            "Cannot send "
                + size
                + " bytes to "
                + Channel.textOf(() -> to == null ? channel.remoteAddress() : to)
                + ": "
                + (cause.getMessage() == null ? cause : cause.getMessage()),
            cause));
  }

  private void refused(Exception cause) {
    if (refusals.size() < MAX_REFUSALS) {
      refusals.add(cause);
      driver.deferTurn();
    }
  }

  void deferredTurn() {
    // What is refused meanwhile waits for the next turn.
    for (int remaining = refusals.size(); remaining > 0; remaining--) {
      channel.tellFailure(null, refusals.remove());
    }
    if (drained) {
      drained = false;
      if (!queue.isAboveHighMark()) {
        driver.tellWrite();
      }
    }
  }

  void clear() {
    queue.clear();
    pause.cancel();
  }
}
