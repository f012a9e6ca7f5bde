package dev.pollen.transport.nio;

import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;

/** Opens the transport on {@code java.nio}, which is always available. */
public final class NioTransportProvider implements TransportProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public NioTransportProvider() {}

  @Override
  public String name() {
    return NioTransport.NAME;
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public boolean isAvailable() {
    return true;
  }

  @Override
  public Transport open() throws IOException {
    return new NioTransport();
  }
}
