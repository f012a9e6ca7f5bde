package dev.pollen.transport.nio;

import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A listening channel. */
final class NioListeningSocket extends NioSocket implements ListeningSocket {
  private final ServerSocketChannel channel;

  NioListeningSocket(NioTransport transport, ServerSocketChannel channel) {
    super(transport, channel);
    this.channel = channel;
  }

  @Override
  int operations(int interest) {
    return (interest & Readiness.READ) != 0 ? SelectionKey.OP_ACCEPT : 0;
  }

  @Override
  int readiness(int operations) {
    return Readiness.READ;
  }

  @Override
  public void listen(SocketAddress address, int backlog) throws IOException {
    bind(address, () -> channel.bind(address, backlog));
  }

  @Override
  public @Nullable StreamSocket accept() throws IOException {
    while (true) {
      SocketChannel accepted = channel.accept();
      if (accepted == null) {
        return null;
      }
      try {
        accepted.configureBlocking(false);
        SocketAddress peer = accepted.getRemoteAddress();
        if (peer instanceof InetSocketAddress) {
          accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        return new NioStreamSocket(transport, accepted, peer);
      } catch (IOException e) {
        // This peer is gone already; that says nothing about the next one.
        accepted.close();
      }
    }
  }
}
