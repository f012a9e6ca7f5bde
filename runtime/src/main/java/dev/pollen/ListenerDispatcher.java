package dev.pollen;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher of a listener: says who serves each new peer.
 *
 * <p>A listener outlives every failure of its hooks; what they throw concerns the one peer only.
 */
public abstract non-sealed class ListenerDispatcher extends Dispatcher {
  private @Nullable Listener listener;

  /** Creates a dispatcher for one listener. */
  protected ListenerDispatcher() {}

  /**
   * The listener.
   *
   * @return the listener this dispatcher was registered with
   * @throws IllegalStateException if it has not been registered yet
   */
  protected final Listener listener() {
    if (listener == null) {
      throw misused("has no listener yet; pass it to Loop.listen first");
    }
    return listener;
  }

  /**
   * Opens a socket for this dispatcher, as {@code create_socket} of asyncore does; {@link #bind}
   * and {@link #listen} follow. {@link Loop#listen} does all of it at once.
   *
   * @param loop the loop to which the listener will belong
   * @param family {@code INET}, {@code INET6}, which accepts peers of both, or {@code UNIX}
   * @throws IOException if the system refuses
   * @throws IllegalStateException if this dispatcher has a socket already
   */
  protected final void createSocket(Loop loop, ProtocolFamily family) throws IOException {
    requireNone();
    loop.opener().createListener(family, this);
  }

  /**
   * Says where to listen. The address is taken by {@link #listen}: on {@code java.nio}, binding and
   * listening are one step.
   *
   * @param address where; port 0 lets the system choose one
   * @throws IllegalStateException if there is no socket yet, or it listens already
   */
  protected final void bind(SocketAddress address) {
    listener().bind(address);
  }

  /**
   * Listens. Peers are told from the next pass of the loop on.
   *
   * @param backlog how many connections the system may hold until they are accepted
   * @throws IOException if the address cannot be used; the socket is closed then
   * @throws IllegalStateException if there is no socket or no address yet, or it listens already
   */
  protected final void listen(int backlog) throws IOException {
    listener().listen(backlog);
  }

  /** Closes the listener; see {@link Listener#close()}. */
  protected final void close() {
    listener().close();
  }

  /**
   * Peers are waiting. If it is not overridden, some of them are accepted, at most {@link
   * Limits#acceptsPerPass()}, and {@link #handleAccepted} is asked for each.
   *
   * <p>A dispatcher that overrides it calls {@link #accept()}. If it does not, the listener is left
   * alone for a while, instead of being told over and over again.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleAccept() throws Exception {
    listener().acceptWaiting();
  }

  /**
   * Accepts the next peer. To be called in {@link #handleAccept}.
   *
   * @return the peer, or {@code null} if none is waiting, if enough have been accepted in this
   *     pass, if as many connections are open as {@link Limits#maxConnections()} allows, or if the
   *     system is out of descriptors or memory, in which case it is asked again after a pause
   * @throws IllegalStateException outside of {@link #handleAccept}
   */
  protected final @Nullable Accepted accept() {
    return listener().accept();
  }

  /**
   * A peer has connected.
   *
   * @param from the address of the peer
   * @return a new dispatcher for this connection, or {@code null} to refuse it
   * @throws Exception to refuse it and have the failure handled by {@link #handleError}
   */
  protected abstract @Nullable ConnectionDispatcher handleAccepted(SocketAddress from)
      throws Exception;

  @Override
  protected String methodFor(Event event) {
    return event == Event.ACCEPT ? simpleName() + ".handleAccepted" : super.methodFor(event);
  }

  final void attach(Listener newListener) {
    requireNone();
    listener = newListener;
  }

  private void requireNone() {
    if (listener != null) {
      throw misused(
          "already serves " + listener + "; every listener needs a dispatcher of its own");
    }
  }

  @Override
  final Channel channel() {
    return listener();
  }
}
