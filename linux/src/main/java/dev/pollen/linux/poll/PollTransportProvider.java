package dev.pollen.linux.poll;

import dev.pollen.linux.socket.ReadinessTransport;
import dev.pollen.linux.system.Platform;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;

/**
 * Offers the transport {@code poll}, for who asks for it ({@code use_poll} of asyncore): each wait
 * costs the more the more sockets there are, so it is never preferred.
 */
public final class PollTransportProvider implements TransportProvider {
  private static final String NAME = "poll";
  private static final int PRIORITY = -10;

  /** For the service loader. */
  public PollTransportProvider() {}

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
    return new ReadinessTransport(NAME, PollPoller::new);
  }
}
