package dev.pollen.linux.uring;

import dev.pollen.linux.system.Platform;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;

/** Offers the transport {@code io_uring}, where the kernel allows it. */
public final class UringTransportProvider implements TransportProvider {
  private static final String NAME = "io_uring";
  private static final int PRIORITY = 10;

  /** For the service loader. */
  public UringTransportProvider() {}

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
    return Support.obstacle() == null;
  }

  @Override
  public Transport open() throws IOException {
    Platform.require(NAME, Support.obstacle());
    return new UringTransport(NAME);
  }
}
