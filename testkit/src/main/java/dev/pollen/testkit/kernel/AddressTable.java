package dev.pollen.testkit.kernel;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is bound where. TCP and UDP have ports of their own; the path of a Unix socket is a file, as
 * it is for the system, so that who deletes it frees the address.
 */
final class AddressTable {
  /** The first of the ports that Linux hands out by itself (ip_local_port_range). */
  private static final int FIRST_EPHEMERAL = 32_768;

  private static final int LAST_PORT = 65_535;

  private static final InetAddress ANY_4 = address(0, 0, 0, 0);
  private static final InetAddress ANY_6 = address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  static final InetAddress LOOPBACK_4 = address(127, 0, 0, 1);
  private static final InetAddress LOOPBACK_6 =
      address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

  private final Map<SocketAddress, ListeningEnd> listeners = new HashMap<>();
  private final Map<InetSocketAddress, DatagramEnd> datagrams = new HashMap<>();
  private int nextPort = FIRST_EPHEMERAL;

  private static InetAddress address(int... parts) {
    byte[] bytes = new byte[parts.length];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = (byte) parts[i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** An address of this kind at which nobody is, if the port is left open. */
  private InetSocketAddress withPort(InetSocketAddress address) {
    return address.getPort() == 0
        ? new InetSocketAddress(address.getAddress(), ephemeralPort())
        : address;
  }

  /** Binds a socket that is to connect: many may share an address, since their peers differ. */
  SocketAddress bindStream(SocketAddress address) throws IOException {
    if (address instanceof UnixDomainSocketAddress unix) {
      createFile(unix);
      return unix;
    }
    InetSocketAddress bound = withPort(internet(address));
    if (isTaken(listeners, bound)) {
      throw new BindException("Address already in use");
    }
    return bound;
  }

  int ephemeralPort() {
    int port = nextPort++;
    if (nextPort > LAST_PORT) {
      nextPort = FIRST_EPHEMERAL;
    }
    return port;
  }

  SocketAddress listen(SocketAddress address, ListeningEnd listener) throws IOException {
    if (address instanceof UnixDomainSocketAddress unix) {
      // Whoever deleted the file of another socket has taken its address away.
      createFile(unix);
      listeners.put(unix, listener);
      return unix;
    }
    InetSocketAddress bound = withPort(internet(address));
    if (isTaken(listeners, bound)) {
      throw new BindException("Address already in use");
    }
    listeners.put(bound, listener);
    return bound;
  }

  private static void createFile(UnixDomainSocketAddress address) throws IOException {
    try {
      Files.createFile(address.getPath());
    } catch (FileAlreadyExistsException e) {
      throw new BindException("Address already in use");
    }
  }

  void close(SocketAddress address, ListeningEnd listener) {
    listeners.remove(address, listener);
  }

  @Nullable ListeningEnd listenerAt(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        ? at(listeners, internet)
        : listeners.get(address);
  }

  InetSocketAddress bind(SocketAddress address, DatagramEnd end) throws IOException {
    InetSocketAddress bound = withPort(internet(address));
    if (isTaken(datagrams, bound)) {
      throw new BindException("Address already in use");
    }
    datagrams.put(bound, end);
    return bound;
  }

  void close(InetSocketAddress address, DatagramEnd end) {
    datagrams.remove(address, end);
  }

  @Nullable DatagramEnd datagramsAt(InetSocketAddress address) {
    return at(datagrams, address);
  }

  /** Who is bound to an address itself, or to all addresses of the host. */
  private static <T> @Nullable T at(
      Map<? super InetSocketAddress, T> bound, InetSocketAddress address) {
    T found = bound.get(address);
    if (found == null) {
      found = bound.get(new InetSocketAddress(ANY_6, address.getPort()));
    }
    if (found == null && address.getAddress() instanceof Inet4Address) {
      found = bound.get(new InetSocketAddress(ANY_4, address.getPort()));
    }
    return found;
  }

  private static boolean isTaken(Map<? extends SocketAddress, ?> bound, InetSocketAddress wanted) {
    return bound.keySet().stream()
        .anyMatch(
            taken -> taken instanceof InetSocketAddress internet && collide(internet, wanted));
  }

  private static boolean collide(InetSocketAddress taken, InetSocketAddress wanted) {
    return taken.getPort() == wanted.getPort()
        && (taken.getAddress().equals(wanted.getAddress())
            || taken.getAddress().isAnyLocalAddress()
            || wanted.getAddress().isAnyLocalAddress());
  }

  /** The one host of this network answers at every address; a wildcard means its loopback. */
  static InetSocketAddress reachable(InetSocketAddress address) {
    if (!address.getAddress().isAnyLocalAddress()) {
      return address;
    }
    InetAddress loopback = address.getAddress() instanceof Inet6Address ? LOOPBACK_6 : LOOPBACK_4;
    return new InetSocketAddress(loopback, address.getPort());
  }

  static InetSocketAddress internet(SocketAddress address) {
    if (address instanceof InetSocketAddress internet && !internet.isUnresolved()) {
      return internet;
    }
    throw new UnsupportedAddressTypeException();
  }
}
