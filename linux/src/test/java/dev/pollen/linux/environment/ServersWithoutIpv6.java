package dev.pollen.linux.environment;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Limits;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import dev.pollen.linux.system.Errors;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A program that listens on any address of a machine whose kernel knows no IPv6, and writes where
 * that is.
 */
final class ServersWithoutIpv6 {
  private static final int AF_INET6 = 10;

  private ServersWithoutIpv6() {}

  private static final class Nobody extends ListenerDispatcher {
    @Override
    protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
      return null;
    }
  }

  private static final class Silence extends DatagramDispatcher {}

  @SuppressWarnings("SystemOut") // how it tells what it has seen
  public static void main(String[] arguments) throws IOException {
    SystemCallFilter.forbid(numberOfSocket(), AF_INET6, Errors.EAFNOSUPPORT);
    for (String transport : arguments) {
      try (Loop loop = Loop.open(transport, Limits.DEFAULT)) {
        InetSocketAddress any = new InetSocketAddress(0);
        String listener = loop.listen(any, new Nobody()).localAddress().toString();
        String datagrams = loop.bind(any, new Silence()).localAddress().toString();
        System.out.println(transport + ": " + listener + " and " + datagrams);
      }
    }
  }

  private static int numberOfSocket() {
    String architecture = System.getProperty("os.arch");
    return switch (architecture) {
      case "amd64" -> 41;
      // And all architectures that are younger (asm-generic/unistd.h).
      default -> 198;
    };
  }
}
