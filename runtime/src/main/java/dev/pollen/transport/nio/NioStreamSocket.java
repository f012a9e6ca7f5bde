package dev.pollen.transport.nio;

import dev.pollen.transport.ChannelFile;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.TransportFile;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A connected channel, or one that is about to be. */
final class NioStreamSocket extends NioSocket implements StreamSocket {
  /** What a Unix socket reports as the only one: that the peer's queue has no room (EAGAIN). */
  private static final String TRY_AGAIN = "Resource temporarily unavailable";

  /** Until the peer is known. */
  private static final SocketAddress UNKNOWN = new InetSocketAddress(0);

  private final SocketChannel channel;
  private SocketAddress remoteAddress;

  NioStreamSocket(NioTransport transport, SocketChannel channel) throws IOException {
    this(transport, channel, Objects.requireNonNullElse(channel.getRemoteAddress(), UNKNOWN));
  }

  NioStreamSocket(NioTransport transport, SocketChannel channel, SocketAddress remoteAddress) {
    super(transport, channel);
    this.channel = channel;
    this.remoteAddress = remoteAddress;
  }

  @Override
  int operations(int interest) {
    int operations = (interest & Readiness.READ) != 0 ? SelectionKey.OP_READ : 0;
    if ((interest & Readiness.WRITE) != 0) {
      // java.nio refuses to tell "ready to write" before the connection stands.
      operations |= channel.isConnected() ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
    }
    return operations;
  }

  @Override
  int readiness(int operations) {
    int readiness = (operations & SelectionKey.OP_READ) != 0 ? Readiness.READ : Readiness.NONE;
    if ((operations & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
      readiness |= Readiness.WRITE;
    }
    return readiness;
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    bind(local, () -> channel.bind(local));
  }

  @Override
  public boolean connect(SocketAddress remote) throws IOException {
    remoteAddress = remote;
    try {
      channel.connect(remote);
      return true;
    } catch (SocketException e) {
      if (remote instanceof UnixDomainSocketAddress && TRY_AGAIN.equals(e.getMessage())) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean finishConnect() throws IOException {
    try {
      return channel.finishConnect();
    } catch (ConnectException e) {
      // The JDK does not say which address it was, and nothing else that would be worth a cause.
      throw new ConnectException(e.getMessage() + ": " + remoteAddress);
    }
  }

  @Override
  public SocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    int received = channel.read(transport.receiveBuffer());
    if (received > 0) {
      return transport.lend();
    }
    return received < 0 ? END : null;
  }

  @Override
  public int receiveUrgent() {
    throw new UnsupportedOperationException("java.nio does not report urgent data");
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    return channel.write(data);
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    return channel.write(data, 0, count);
  }

  @Override
  public long send(TransportFile file, long position, long count) throws IOException {
    if (!(file instanceof ChannelFile own)) {
      return READ_INSTEAD;
    }
    FileChannel from = own.channel();
    try {
      long sent = from.transferTo(position, count, channel);
      // The JDK answers 0 whether the socket has no room or the file has no bytes.
      return sent == 0 && from.size() <= position ? READ_INSTEAD : sent;
    } catch (ClosedChannelException e) {
      // The JDK closes a file whose thread is interrupted: that is no failure of the connection.
      if (from.isOpen()) {
        throw e;
      }
      return READ_INSTEAD;
    }
  }

  @Override
  public void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  @Override
  public void abort() {
    try {
      if (channel.isOpen() && remoteAddress instanceof InetSocketAddress) {
        // Closing with a linger time of zero makes TCP drop what is queued and send a reset.
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      // Not connected any more: the close below is all that is left to do.
    }
    close();
  }
}
