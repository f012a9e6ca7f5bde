package dev.pollen.testkit;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.ListenerDispatcher;
import java.net.SocketAddress;

/** Has one peer served, and closes its listener. */
final class OnePeer extends ListenerDispatcher {
  private final ConnectionDispatcher dispatcher;

  OnePeer(ConnectionDispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  @Override
  protected ConnectionDispatcher handleAccepted(SocketAddress from) {
    close();
    return dispatcher;
  }
}
