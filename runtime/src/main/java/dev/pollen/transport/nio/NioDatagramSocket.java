package dev.pollen.transport.nio;

import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** A channel for datagrams. */
final class NioDatagramSocket extends NioSocket implements DatagramSocket {
  private final DatagramChannel channel;
  private @Nullable SocketAddress remoteAddress;
  private SocketAddress sender = new InetSocketAddress(0);

  NioDatagramSocket(NioTransport transport, DatagramChannel channel) throws IOException {
    super(transport, channel);
    this.channel = channel;
    this.remoteAddress = channel.getRemoteAddress();
  }

  @Override
  int operations(int interest) {
    int operations = (interest & Readiness.READ) != 0 ? SelectionKey.OP_READ : 0;
    return (interest & Readiness.WRITE) != 0 ? operations | SelectionKey.OP_WRITE : operations;
  }

  @Override
  int readiness(int operations) {
    int readiness = (operations & SelectionKey.OP_READ) != 0 ? Readiness.READ : Readiness.NONE;
    return (operations & SelectionKey.OP_WRITE) != 0 ? readiness | Readiness.WRITE : readiness;
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    bind(local, () -> channel.bind(local));
  }

  @Override
  public void connect(SocketAddress remote) throws IOException {
    channel.connect(remote);
    remoteAddress = channel.getRemoteAddress();
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    // Room for every datagram that UDP can carry, so none is cut off.
    SocketAddress from = channel.receive(transport.receiveBuffer());
    if (from == null) {
      return null;
    }
    sender = from;
    return transport.lend();
  }

  @Override
  public SocketAddress sender() {
    return sender;
  }

  @Override
  public boolean send(ByteBuffer data, @Nullable SocketAddress to) throws IOException {
    int size = data.remaining();
    if (to == null && size == 0 && remoteAddress != null) {
      EmptyDatagram.send(channel, remoteAddress);
      return true;
    }
    int sent = to == null ? channel.write(data) : channel.send(data, to);
    // An empty datagram counts zero bytes whether it was taken or not: then it counts as taken,
    // since to lose one, as any network may, is better than to send it for ever.
    return sent == size;
  }
}
