package dev.pollen.testkit.transport;

import dev.pollen.testkit.kernel.Options;
import dev.pollen.testkit.kernel.Site;
import dev.pollen.testkit.kernel.StreamEnd;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One end of a simulated connection. */
final class SimulatedStreamSocket extends SimulatedSocket implements StreamSocket {
  private static final SocketAddress UNKNOWN = new InetSocketAddress(0);
  private static final SocketAddress UNNAMED = UnixDomainSocketAddress.of("");

  private final StreamEnd end;
  private SocketAddress remoteAddress = UNKNOWN;

  SimulatedStreamSocket(SimulatedTransport transport, StreamEnd end) throws IOException {
    super(transport);
    this.end = end;
    SocketAddress remote = end.remoteAddress();
    if (remote != null) {
      remoteAddress = remote;
    }
  }

  @Override
  int readiness() {
    int readiness = end.canSend() ? Readiness.WRITE : Readiness.NONE;
    if (end.canReceive()) {
      readiness |= Readiness.READ;
    }
    return end.hasUrgentByte() ? readiness | Readiness.URGENT : readiness;
  }

  @Override
  Site site() {
    return end.site();
  }

  @Override
  Options options() {
    return end.options();
  }

  @Override
  boolean isClosed() {
    return end.isClosed();
  }

  @Override
  void closeEnd() {
    end.close();
  }

  @Override
  public void abort() {
    end.abort();
    released();
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    bind(local, () -> end.bind(local));
  }

  @Override
  public boolean connect(SocketAddress remote) throws IOException {
    remoteAddress = remote;
    return end.connect(remote);
  }

  @Override
  public boolean finishConnect() throws IOException {
    try {
      return end.finishConnect();
    } catch (ConnectException e) {
      throw new ConnectException(e.getMessage() + ": " + remoteAddress);
    }
  }

  @Override
  public SocketAddress remoteAddress() {
    return remoteAddress;
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    SocketAddress local = end.localAddress();
    if (local != null) {
      return local;
    }
    return end.isTcp() ? UNKNOWN : UNNAMED;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    if ((interest() & Readiness.URGENT) != 0 && end.isAtUrgentByte()) {
      return null;
    }
    return transport.lending().receive(end);
  }

  @Override
  public int receiveUrgent() throws IOException {
    return end.receiveUrgent();
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    return end.send(data);
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    return end.send(data, count);
  }

  @Override
  public void shutdownOutput() throws IOException {
    end.shutdownOutput();
  }
}
