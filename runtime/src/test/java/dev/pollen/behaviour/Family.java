package dev.pollen.behaviour;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** The families of addresses. */
enum Family {
  IPV4(StandardProtocolFamily.INET, 127, 0, 0, 1),
  IPV6(StandardProtocolFamily.INET6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
  UNIX(StandardProtocolFamily.UNIX);

  final ProtocolFamily protocol;
  private final byte[] loopback;

  Family(ProtocolFamily protocol, int... loopback) {
    this.protocol = protocol;
    this.loopback = new byte[loopback.length];
    for (int i = 0; i < loopback.length; i++) {
      this.loopback[i] = (byte) loopback[i];
    }
  }

  boolean isTcp() {
    return this != UNIX;
  }

  /** Whether this machine has it. */
  boolean isAvailable() {
    try {
      return this == UNIX
          || NetworkInterface.getByInetAddress(InetAddress.getByAddress(loopback)) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** An address at which nobody listens yet. */
  SocketAddress freshAddress(Path directory, int number) throws IOException {
    return isTcp()
        ? new InetSocketAddress(InetAddress.getByAddress(loopback), 0)
        : UnixDomainSocketAddress.of(directory.resolve("s" + number));
  }
}
