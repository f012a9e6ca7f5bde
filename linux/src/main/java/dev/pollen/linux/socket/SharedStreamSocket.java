package dev.pollen.linux.socket;

import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.TransportFile;

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

  /**
   * Its owner may have left it one that waits, and sendfile(2) has no flag against that, as send(2)
   * has.
   */
  @Override
  public long send(TransportFile file, long position, long count) {
    return READ_INSTEAD;
  }

  /** A reset would be for all of them. */
  @Override
  public void abort() {
    close();
  }
}
