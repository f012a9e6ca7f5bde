package dev.pollen;

import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.Descriptor;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportFile;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Opens sockets and registers them with their dispatchers; what fails leaves nothing behind. */
final class ChannelOpener {
  private final Loop loop;
  private final Transport transport;

  ChannelOpener(Loop loop, Transport transport) {
    this.loop = loop;
    this.transport = transport;
  }

  // ---- listeners ----

  Listener listen(SocketAddress address, ListenerDispatcher dispatcher, Limits limits)
      throws IOException {
    ListeningSocket socket = openFor(address, transport::openListener);
    try {
      if (!(address instanceof UnixDomainSocketAddress)) {
        // Else a restarted server would have to wait for old connections to be forgotten.
        socket.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      }
      Listener listener = create(socket, dispatcher, limits);
      listener.listen(address, limits.backlog());
      return listener;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** Registers a channel that listens already; if that fails, it is the caller's. */
  Listener adopt(ServerSocketChannel channel, ListenerDispatcher dispatcher) throws IOException {
    if (channel.isOpen() && channel.getLocalAddress() == null) {
      throw new IllegalArgumentException("This channel does not listen: " + channel);
    }
    Listener listener = create(transport.adopt(channel), dispatcher, loop.limits());
    listener.start();
    return listener;
  }

  /** For a dispatcher that creates its own socket. */
  void createListener(ProtocolFamily family, ListenerDispatcher dispatcher) throws IOException {
    loop.checkUsable("createSocket");
    create(transport.openListener(family), dispatcher, loop.limits()).watchUnregistered();
  }

  /** A listener that does not listen yet. */
  private Listener create(ListeningSocket socket, ListenerDispatcher dispatcher, Limits limits) {
    Listener listener = new Listener(loop, limits, socket, dispatcher);
    dispatcher.attach(listener);
    return listener;
  }

  // ---- connections ----

  Connection connect(SocketAddress address, ConnectionDispatcher dispatcher, Limits limits) {
    requireKnownKind(address);
    Connection connection = create(new NoSocket(address), dispatcher, limits);
    connection.driver().startConnecting(address, null);
    return connection;
  }

  /** Registers a channel that somebody else has connected; if that fails, it is the caller's. */
  Connection adopt(SocketChannel channel, ConnectionDispatcher dispatcher, Event opening)
      throws IOException {
    if (!channel.isConnected() && (opening == Event.ACCEPT || !channel.isConnectionPending())) {
      throw new IllegalArgumentException("This channel is not connected: " + channel);
    }
    return adopt(transport.adopt(channel), dispatcher, opening);
  }

  /** Registers a socket that somebody else has connected; if that fails, it is the caller's. */
  Connection adopt(StreamSocket socket, ConnectionDispatcher dispatcher, Event opening)
      throws IOException {
    Connection connection = create(socket, dispatcher, loop.limits());
    connection.driver().startAdopted(opening);
    return connection;
  }

  /** Registers a duplicate of a descriptor; the descriptor stays the caller's. */
  Connection adopt(Descriptor descriptor, ConnectionDispatcher dispatcher) throws IOException {
    StreamSocket duplicate = transport.adopt(descriptor);
    try {
      return adopt(duplicate, dispatcher, Event.CONNECT);
    } catch (IOException | RuntimeException e) {
      duplicate.close();
      throw e;
    }
  }

  /** Registers an accepted connection; if that fails, the socket is still the caller's. */
  void serve(
      StreamSocket socket, ConnectionDispatcher dispatcher, Limits limits, Listener acceptedBy)
      throws IOException {
    create(socket, dispatcher, limits).driver().startAccepted(acceptedBy);
  }

  /** For a dispatcher that creates its own socket. */
  void createConnection(ProtocolFamily family, ConnectionDispatcher dispatcher) throws IOException {
    loop.checkUsable("createSocket");
    StreamSocket socket = transport.openStream(family);
    try {
      create(socket, dispatcher, loop.limits()).watchUnregistered();
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  /** A connection that is not registered yet. */
  Connection create(StreamSocket socket, ConnectionDispatcher dispatcher, Limits limits) {
    checkUrgent(dispatcher);
    Connection connection = new Connection(loop, limits, socket, dispatcher);
    dispatcher.attach(connection);
    return connection;
  }

  StreamSocket openStream(SocketAddress address) throws IOException {
    return transport.openStream(familyOf(address));
  }

  TransportFile openFile(Path path, LinkOption... options) throws IOException {
    return transport.openFile(path, options);
  }

  private void checkUrgent(ConnectionDispatcher dispatcher) {
    if (dispatcher.wantsUrgent() && !transport.reportsUrgentData()) {
      throw new UnsupportedOperationException(
          dispatcher.getClass().getName()
              + " wants urgent data, which the transport '"
              + transport.name()
              + "' cannot report; open the loop on one that can, such as 'epoll' of pollen-linux,"
              + " or drop @OnUrgent");
    }
  }

  // ---- datagrams ----

  Datagrams bind(SocketAddress address, DatagramDispatcher dispatcher, Limits limits)
      throws IOException {
    DatagramSocket socket = openFor(address, this::openDatagrams);
    return start(socket, () -> socket.bind(address), dispatcher, limits);
  }

  Datagrams connect(SocketAddress address, DatagramDispatcher dispatcher) throws IOException {
    DatagramSocket socket = openDatagrams(familyOf(address));
    return start(socket, () -> socket.connect(address), dispatcher, loop.limits());
  }

  /** Registers a channel that is bound already; if that fails, it is the caller's. */
  Datagrams adopt(DatagramChannel channel, DatagramDispatcher dispatcher) throws IOException {
    dispatcher.requireFree();
    if (channel.isOpen() && channel.getLocalAddress() == null) {
      throw new IllegalArgumentException("This channel is not bound: " + channel);
    }
    return start(transport.adopt(channel), dispatcher, loop.limits());
  }

  private interface Preparation {
    void run() throws IOException;
  }

  private Datagrams start(
      DatagramSocket socket, Preparation preparation, DatagramDispatcher dispatcher, Limits limits)
      throws IOException {
    try {
      preparation.run();
      return start(socket, dispatcher, limits);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private Datagrams start(DatagramSocket socket, DatagramDispatcher dispatcher, Limits limits)
      throws IOException {
    Datagrams datagrams = create(socket, dispatcher, limits);
    datagrams.start();
    return datagrams;
  }

  /** For a dispatcher that creates its own socket. */
  void createDatagrams(ProtocolFamily family, DatagramDispatcher dispatcher) throws IOException {
    loop.checkUsable("createSocket");
    create(openDatagrams(family), dispatcher, loop.limits()).watchUnregistered();
  }

  private Datagrams create(DatagramSocket socket, DatagramDispatcher dispatcher, Limits limits) {
    dispatcher.requireFree();
    Datagrams datagrams = new Datagrams(loop, limits, socket, dispatcher);
    dispatcher.attach(datagrams);
    return datagrams;
  }

  private DatagramSocket openDatagrams(ProtocolFamily family) throws IOException {
    try {
      return transport.openDatagrams(family);
    } catch (UnsupportedOperationException e) {
      if (family != StandardProtocolFamily.UNIX) {
        throw e;
      }
      throw new UnsupportedOperationException(
          "The transport '"
              + transport.name()
              + "' has no Unix sockets for datagrams; open the loop on one that has, such as"
              + " 'epoll' of pollen-linux",
          e);
    }
  }

  // ---- what all of them need ----

  private interface Opening<S> {
    S open(ProtocolFamily family) throws IOException;
  }

  /** Opens a socket that is to be bound to an address. */
  private static <S> S openFor(SocketAddress address, Opening<S> opening) throws IOException {
    if (isAnyLocal(address)) {
      try {
        // "Any address" of this machine includes those of IPv6, if there are some.
        return opening.open(StandardProtocolFamily.INET6);
      } catch (UnsupportedOperationException noSuchFamily) {
        return opening.open(StandardProtocolFamily.INET);
      }
    }
    return opening.open(familyOf(address));
  }

  private static boolean isAnyLocal(SocketAddress address) {
    return address instanceof InetSocketAddress internet
        && !internet.isUnresolved()
        && internet.getAddress().isAnyLocalAddress();
  }

  private static ProtocolFamily familyOf(SocketAddress address) throws IOException {
    requireKnownKind(address);
    if (!(address instanceof InetSocketAddress internet)) {
      return StandardProtocolFamily.UNIX;
    }
    if (internet.isUnresolved()) {
      throw new UnknownHostException(
          "No address is known for host '" + internet.getHostString() + "'");
    }
    return internet.getAddress() instanceof Inet4Address
        ? StandardProtocolFamily.INET
        : StandardProtocolFamily.INET6;
  }

  static void requireKnownKind(SocketAddress address) {
    if (!(address instanceof InetSocketAddress) && !(address instanceof UnixDomainSocketAddress)) {
      throw new IllegalArgumentException("Not an address of TCP, UDP or a Unix socket: " + address);
    }
  }
}
