package dev.pollen;

import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;

/**
 * A peer that was accepted and waits for somebody to serve it; from {@link
 * ListenerDispatcher#accept()}. It is refused, that is, its connection is closed, unless it is
 * served before the listener accepts the next one or its hook returns.
 */
public final class Accepted {
  private final Listener listener;
  private final StreamSocket socket;
  private boolean decided;

  Accepted(Listener listener, StreamSocket socket) {
    this.listener = listener;
    this.socket = socket;
  }

  /**
   * The peer.
   *
   * @return its address
   */
  public SocketAddress remoteAddress() {
    return socket.remoteAddress();
  }

  /**
   * Registers the connection, within the limits of the listener. Its first event, {@link
   * ConnectionDispatcher#handleAccept()}, is told before this method returns, unless the loop is
   * closing its channels just now: then the peer is refused.
   *
   * @param dispatcher who serves the peer
   * @throws IOException if the system refuses; the connection is closed then
   * @throws IllegalStateException if it was served or refused already
   */
  public void serve(ConnectionDispatcher dispatcher) throws IOException {
    if (decided) {
      throw new IllegalStateException("The peer " + remoteAddress() + " was served or refused");
    }
    if (!listener.isClosedByLoop()) {
      // Before its first event, in which somebody may accept the next peer.
      decided = true;
      try {
        listener.serve(socket, dispatcher);
      } catch (Throwable cause) {
        decided = false;
        throw cause;
      }
    }
  }

  /** Closes the connection, unless it was served. */
  public void refuse() {
    if (!decided) {
      decided = true;
      socket.close();
      listener.refused();
    }
  }
}
