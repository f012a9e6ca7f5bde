package dev.pollen.transport.nio;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Sends an empty datagram from a connected channel. There, {@code java.nio} takes one for nothing
 * to write and never tells the system; only a channel that is not connected sends it. So another
 * one borrows the address for that moment. What the peer sends meanwhile is not lost: the system
 * prefers the socket that is connected to it.
 */
final class EmptyDatagram {
  private EmptyDatagram() {}

  static void send(DatagramChannel connected, SocketAddress peer) throws IOException {
    boolean shares = connected.getOption(StandardSocketOptions.SO_REUSEADDR);
    connected.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    try (DatagramChannel borrower = DatagramChannel.open()) {
      borrower.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      borrower.bind(connected.getLocalAddress());
      borrower.configureBlocking(false);
      borrower.send(ByteBuffer.allocate(0), peer);
    } finally {
      connected.setOption(StandardSocketOptions.SO_REUSEADDR, shares);
    }
  }
}
