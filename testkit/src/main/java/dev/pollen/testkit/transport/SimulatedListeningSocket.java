package dev.pollen.testkit.transport;

import dev.pollen.testkit.kernel.ListeningEnd;
import dev.pollen.testkit.kernel.Options;
import dev.pollen.testkit.kernel.Site;
import dev.pollen.testkit.kernel.StreamEnd;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A simulated socket that listens. */
final class SimulatedListeningSocket extends SimulatedSocket implements ListeningSocket {
  private static final SocketAddress UNKNOWN = new InetSocketAddress(0);

  private final ListeningEnd end;

  SimulatedListeningSocket(SimulatedTransport transport, ListeningEnd end) {
    super(transport);
    this.end = end;
  }

  @Override
  int readiness() {
    return end.isReady() ? Readiness.READ : Readiness.NONE;
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
  public void listen(SocketAddress address, int backlog) throws IOException {
    bind(address, () -> end.listen(address, backlog));
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    return Objects.requireNonNullElse(end.address(), UNKNOWN);
  }

  /** A process without descriptors gets nobody, and whoever waits goes on waiting. */
  @Override
  public @Nullable StreamSocket accept() throws IOException {
    if (!end.isReady()) {
      return null;
    }
    int descriptor = transport.descriptors().take();
    StreamEnd accepted = end.accept();
    if (accepted == null) {
      transport.descriptors().release(descriptor);
      return null;
    }
    SimulatedStreamSocket socket = new SimulatedStreamSocket(transport, accepted);
    socket.opened(descriptor);
    return socket;
  }
}
