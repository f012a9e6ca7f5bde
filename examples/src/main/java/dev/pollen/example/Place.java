package dev.pollen.example;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Where a server listens, for people. */
final class Place {
  private Place() {}

  /** An address; that of the Internet within a format, such as that of a URL. */
  static String text(SocketAddress address, String format) {
    return address instanceof InetSocketAddress internet
        ? format.formatted(text(internet))
        : address.toString();
  }

  private static String text(InetSocketAddress address) {
    String host =
        address.getAddress() instanceof Inet6Address
            ? "[" + address.getAddress().getHostAddress() + "]"
            : address.getHostString();
    return host + ":" + address.getPort();
  }

  static IOException notUsable(SocketAddress address, IOException cause) {
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new IOException(
        "Cannot listen on " + text(address, "%s") + ": " + root.getMessage(), cause);
  }
}
