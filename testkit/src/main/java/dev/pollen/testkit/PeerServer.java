package dev.pollen.testkit;

import dev.pollen.testkit.kernel.ListeningEnd;
import dev.pollen.testkit.kernel.StreamEnd;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server that knows nothing of Pollen: to be connected to. */
public final class PeerServer implements AutoCloseable {
  private static final int BACKLOG = 128;

  private final SimulatedNetwork network;
  private final ListeningEnd end;

  PeerServer(SimulatedNetwork network, SocketAddress address) {
    this.network = network;
    end = new ListeningEnd(network.kernel(), address instanceof UnixDomainSocketAddress);
    try {
      end.listen(address, BACKLOG);
    } catch (IOException e) {
      throw new AssertionError("A peer cannot listen at " + address, e);
    }
  }

  /**
   * Where it listens.
   *
   * @return the address, with the actual port
   */
  public SocketAddress address() {
    try {
      return Objects.requireNonNull(end.address());
    } catch (IOException e) {
      throw new IllegalStateException("This server is closed", e);
    }
  }

  /**
   * Accepts who has connected.
   *
   * @return the peer that somebody has connected to
   * @throws AssertionError if nobody has
   */
  public Peer accept() {
    Peer accepted = poll();
    if (accepted == null) {
      throw new AssertionError("Nobody has connected to " + address());
    }
    return accepted;
  }

  /**
   * Accepts who has connected, if anybody has.
   *
   * @return the peer that somebody has connected to, or {@code null}
   */
  public @Nullable Peer poll() {
    try {
      StreamEnd accepted = end.accept();
      if (accepted == null) {
        return null;
      }
      Peer peer = new Peer(network, accepted);
      network.settle();
      return peer;
    } catch (IOException e) {
      throw new IllegalStateException("This server is closed", e);
    }
  }

  /** Closes it; those that wait to be accepted are reset. */
  @Override
  public void close() {
    end.close();
    network.settle();
  }
}
