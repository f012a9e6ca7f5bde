package dev.pollen;

import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the socket of a connection while there is none: the addresses of the peer are still
 * being looked up, or the next of them is waiting for its turn.
 */
final class NoSocket implements StreamSocket {
  private final SocketAddress remoteAddress;

  NoSocket(SocketAddress remoteAddress) {
    this.remoteAddress = remoteAddress;
  }

  @Override
  public SocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    throw notConnected();
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) throws IOException {
    throw notConnected();
  }

  @Override
  public <T> T option(SocketOption<T> option) throws IOException {
    throw notConnected();
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    throw notConnected();
  }

  @Override
  public boolean connect(SocketAddress remote) throws IOException {
    throw notConnected();
  }

  @Override
  public boolean finishConnect() {
    return false;
  }

  @Override
  public @Nullable ByteBuffer receive() {
    return null;
  }

  @Override
  public int receiveUrgent() {
    return -1;
  }

  @Override
  public int send(ByteBuffer data) {
    return 0;
  }

  @Override
  public long send(ByteBuffer[] data, int count) {
    return 0;
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public void register(ReadinessListener listener, int interest) {}

  @Override
  public void interest(int interest) {}

  @Override
  public void abort() {}

  @Override
  public void close() {}

  private SocketException notConnected() {
    return new SocketException("There is no socket to " + remoteAddress + " yet");
  }
}
