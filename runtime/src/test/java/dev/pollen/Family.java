package dev.pollen;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** The families of addresses on which every behaviour must be the same. */
enum Family {
  IPV4,
  IPV6,
  UNIX;

  /** An address nobody listens at yet; for TCP, the system chooses the port. */
  SocketAddress freshAddress(Path directory) throws IOException {
    return switch (this) {
      case IPV4 -> new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
      case IPV6 -> {
        byte[] bytes = new byte[16];
        bytes[15] = 1;
        InetAddress loopback = InetAddress.getByAddress(bytes);
        assumeTrue(NetworkInterface.getByInetAddress(loopback) != null, "this machine has no IPv6");
        yield new InetSocketAddress(loopback, 0);
      }
      case UNIX -> UnixDomainSocketAddress.of(directory.resolve("s" + System.nanoTime()));
    };
  }

  boolean isTcp() {
    return this != UNIX;
  }
}
