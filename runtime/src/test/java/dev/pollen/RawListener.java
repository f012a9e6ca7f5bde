package dev.pollen;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A server that knows nothing of Pollen. */
final class RawListener implements AutoCloseable {
  private final Net net;
  private final ServerSocketChannel channel;
  private @Nullable SocketChannel accepted;

  RawListener(Net net, ServerSocketChannel channel) throws IOException {
    this.net = net;
    this.channel = channel;
    channel.configureBlocking(false);
  }

  SocketAddress address() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Lets the loop run until somebody connects. */
  Peer accept() {
    net.until(this::hasAccepted);
    SocketChannel peer = accepted;
    assert peer != null;
    accepted = null;
    return net.peer(peer);
  }

  private boolean hasAccepted() {
    accepted = acceptNow();
    return accepted != null;
  }

  /** Accepts who has connected, without letting the loop run. */
  @Nullable SocketChannel acceptNow() {
    try {
      return channel.accept();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
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
