package dev.pollen.testkit.transport;

import dev.pollen.testkit.kernel.DatagramEnd;
import dev.pollen.testkit.kernel.Options;
import dev.pollen.testkit.kernel.Site;
import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A simulated socket for datagrams. */
final class SimulatedDatagramSocket extends SimulatedSocket implements DatagramSocket {
  private static final SocketAddress UNKNOWN = new InetSocketAddress(0);

  private final DatagramEnd end;
  private SocketAddress sender = UNKNOWN;

  SimulatedDatagramSocket(SimulatedTransport transport, DatagramEnd end) {
    super(transport);
    this.end = end;
  }

  @Override
  int readiness() {
    return end.canReceive() ? Readiness.READ | Readiness.WRITE : Readiness.WRITE;
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
  public void bind(SocketAddress local) throws IOException {
    bind(local, () -> end.bind(local));
  }

  @Override
  public void connect(SocketAddress remote) throws IOException {
    end.connect(remote);
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return end.remoteAddress();
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    SocketAddress local = end.localAddress();
    return local == null ? UNKNOWN : local;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    DatagramEnd.Datagram datagram = end.receive();
    if (datagram == null) {
      return null;
    }
    sender = datagram.from();
    transport.lending().buffer().put(datagram.bytes());
    return transport.lending().lend(false);
  }

  @Override
  public SocketAddress sender() {
    return sender;
  }

  @Override
  public boolean send(ByteBuffer data, @Nullable SocketAddress to) throws IOException {
    return end.send(data, to);
  }
}
