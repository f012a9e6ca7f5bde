package dev.pollen;

import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.SocketAddress;

/** Opens sockets and registers them with their dispatchers; what fails leaves nothing behind. */
final class ChannelOpener {
  private final Loop loop;
  private final Transport transport;

  ChannelOpener(Loop loop, Transport transport) {
    this.loop = loop;
    this.transport = transport;
  }

  Listener listen(SocketAddress address, ListenerDispatcher dispatcher, Limits limits)
      throws IOException {
    ListeningSocket socket = transport.listen(address, limits.backlog());
    try {
      Listener listener = new Listener(loop, limits, socket, dispatcher);
      dispatcher.attach(listener);
      listener.start();
      return listener;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  Connection connect(SocketAddress address, ConnectionDispatcher dispatcher, Limits limits) {
    checkUrgent(dispatcher);
    StreamSocket socket;
    try {
      socket = transport.connect(address);
    } catch (IOException e) {
      socket = new FailedSocket(address, e);
    }
    Connection connection = new Connection(loop, limits, socket, dispatcher);
    try {
      dispatcher.attach(connection);
    } catch (RuntimeException e) {
      socket.close();
      throw e;
    }
    connection.driver().startConnecting();
    return connection;
  }

  /** Registers an accepted connection; if that fails, the socket is still the caller's. */
  void serve(StreamSocket socket, ConnectionDispatcher dispatcher, Limits limits)
      throws IOException {
    checkUrgent(dispatcher);
    Connection connection = new Connection(loop, limits, socket, dispatcher);
    dispatcher.attach(connection);
    connection.driver().startAccepted();
  }

  private void checkUrgent(ConnectionDispatcher dispatcher) {
    if (dispatcher.wantsUrgent() && !transport.reportsUrgentData()) {
      throw new UnsupportedOperationException(
          dispatcher.getClass().getName()
              + " wants urgent data, which the transport '"
              + transport.name()
              + "' cannot report; open the loop on a transport that can, or drop @OnUrgent");
    }
  }
}
