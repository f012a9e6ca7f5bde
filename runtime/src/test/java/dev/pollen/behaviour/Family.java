package dev.pollen.behaviour;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** The families of addresses. */
public enum Family {
  IPV4(StandardProtocolFamily.INET, "127.0.0.1"),
  IPV6(StandardProtocolFamily.INET6, "::1"),
  UNIX(StandardProtocolFamily.UNIX, "");

  final StandardProtocolFamily protocol;
  private final String loopback;

  Family(StandardProtocolFamily protocol, String loopback) {
    this.protocol = protocol;
    this.loopback = loopback;
  }

  public StandardProtocolFamily protocol() {
    return protocol;
  }

  public boolean isTcp() {
    return this != UNIX;
  }

  /** Whether this machine has it. */
  public boolean isAvailable() {
    try {
      return this == UNIX
          || NetworkInterface.getByInetAddress(InetAddress.getByName(loopback)) != null;
    } catch (IOException e) {
      return false;
    }
  }

  /** An address at which nobody listens yet; on TCP, the system chooses the port. */
  public SocketAddress freshAddress(Path directory, int number) throws IOException {
    return isTcp()
        ? new InetSocketAddress(InetAddress.getByName(loopback), 0)
        : UnixDomainSocketAddress.of(directory.resolve("s" + number));
  }
}
