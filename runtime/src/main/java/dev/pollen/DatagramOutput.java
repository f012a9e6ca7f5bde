package dev.pollen;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
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
  private long dropped;

  /** Whether there is room again and nobody was told. */
  private boolean drained;

  DatagramOutput(Datagrams channel, DatagramDriver driver) {
    this.channel = channel;
    this.driver = driver;
    this.queue = new DatagramQueue(channel.limits, channel.loop().memory());
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  long queuedBytes() {
    return queue.bytes();
  }

  long dropped() {
    return dropped;
  }

  /** Hands the datagram to the transport, or queues it; says whether all is well. */
  boolean send(ByteBuffer data, @Nullable SocketAddress to) {
    // What is queued goes first.
    if (queue.isEmpty() && handOver(data, to)) {
      return true;
    }
    if (queue.add(data, to)) {
      return !queue.isAboveHighMark();
    }
    drop(data);
    return false;
  }

  void drop(ByteBuffer data) {
    dropped++;
    data.position(data.limit());
  }

  /** Hands the transport what it takes, within the bounds of one turn. */
  void flush() {
    for (int i = 0; i < channel.limits.datagramsPerPass(); i++) {
      DatagramQueue.Waiting first = queue.first();
      if (first == null) {
        return;
      }
      int size = first.data().remaining();
      if (!handOver(first.data(), first.to())) {
        return;
      }
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
      if (to instanceof InetSocketAddress internet && internet.isUnresolved()) {
        throw new UnknownHostException(
            "No address is known for host '" + internet.getHostString() + "'");
      }
      return driver.socket().send(data, to);
    } catch (PortUnreachableException e) {
      // This is about an earlier datagram, but the system takes no other in the same call.
      refused(e);
    } catch (IOException | RuntimeException e) {
      refused(
          new IOException(
              "Cannot send "
                  + size
                  + " bytes to "
                  + (to == null ? channel.remoteAddress() : to)
                  + ": "
                  + (e.getMessage() == null ? e : e.getMessage()),
              e));
    }
    drop(data);
    return true;
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
  }
}
