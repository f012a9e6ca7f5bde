package dev.pollen.linux.epoll;

import dev.pollen.linux.socket.ReadinessTransport;
import dev.pollen.linux.system.Platform;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;

/** Offers the transport {@code epoll}, which is preferred to the one on {@code java.nio}. */
public final class EpollTransportProvider implements TransportProvider {
  private static final String NAME = "epoll";
  private static final int PRIORITY = 20;

  /** For the service loader. */
  public EpollTransportProvider() {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int priority() {
    return PRIORITY;
  }

  @Override
  public boolean isAvailable() {
    return Platform.isAvailable();
  }

  @Override
  public Transport open() throws IOException {
    Platform.require(NAME, Platform.obstacle());
    return new ReadinessTransport(NAME, EpollPoller::new);
  }
}
