package dev.pollen;

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
    if (listener != null) {
      throw misused(
          "already serves " + listener + "; every listener needs a dispatcher of its own");
    }
    listener = newListener;
  }

  @Override
  final Channel channel() {
    return listener();
  }
}
