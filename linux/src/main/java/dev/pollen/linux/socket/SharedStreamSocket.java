package dev.pollen.linux.socket;

import java.net.SocketAddress;

/** One end of a connection that others have open, too. */
final class SharedStreamSocket extends LinuxStreamSocket {

  SharedStreamSocket(
      ReadinessTransport transport, int descriptor, int family, SocketAddress remoteAddress) {
    super(transport, descriptor, family, remoteAddress);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  /** A reset would be for all of them. */
  @Override
  public void abort() {
    close();
  }
}
