package dev.pollen.behaviour;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A server that knows nothing of Pollen. */
final class PlainServer implements AutoCloseable {
  private final Testbed bed;
  private final ServerSocketChannel channel;
  private @Nullable SocketChannel accepted;

  PlainServer(Testbed bed, SocketAddress address, int backlog) {
    this.bed = bed;
    try {
      channel =
          bed.channels().openServerSocketChannel(bed.family().protocol).bind(address, backlog);
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  SocketAddress address() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets the loop run until somebody has connected. */
  Peer accept() {
    bed.until(this::hasAccepted);
    return acceptedPeer();
  }

  /** Waits until somebody has connected, without letting the loop run. */
  Peer acceptWithoutLoop() {
    try {
      channel.configureBlocking(true);
      accepted = channel.accept();
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return acceptedPeer();
  }

  private boolean hasAccepted() {
    try {
      accepted = channel.accept();
      return accepted != null;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Peer acceptedPeer() {
    assert accepted != null;
    return bed.peer(accepted);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
