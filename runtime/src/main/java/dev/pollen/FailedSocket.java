package dev.pollen;

import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/**
 * Stands in for a socket that could not even be opened, so that a connect that fails at once is
 * told like one that fails later.
 */
final class FailedSocket implements StreamSocket {
  private final SocketAddress remoteAddress;
  private final IOException failure;

  FailedSocket(SocketAddress remoteAddress, IOException failure) {
    this.remoteAddress = remoteAddress;
    this.failure = failure;
  }

  @Override
  public boolean finishConnect() throws IOException {
    throw failure;
  }

  @Override
  public SocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    throw failure;
  }

  @Override
  public ByteBuffer receive() throws IOException {
    throw failure;
  }

  @Override
  public int receiveUrgent() throws IOException {
    throw failure;
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    throw failure;
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    throw failure;
  }

  @Override
  public void shutdownOutput() throws IOException {
    throw failure;
  }

  @Override
  public void register(ReadinessListener listener, int interest) {}

  @Override
  public void interest(int interest) {}

  @Override
  public void abort() {}

  @Override
  public void close() {}
}
