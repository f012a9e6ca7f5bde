package dev.pollen.linux.socket;

import dev.pollen.linux.system.SocketAddresses;

/** One end of a connection that others have open, too. */
final class SharedStreamSocket extends LinuxStreamSocket {

  SharedStreamSocket(
      ReadinessTransport transport, int descriptor, int family, SocketAddresses told) {
    super(transport, descriptor, family, told);
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
