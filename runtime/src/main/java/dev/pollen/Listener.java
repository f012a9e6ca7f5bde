package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.flight.Flight;
import dev.pollen.flight.RunningCallback;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.TransportSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A socket that accepts connections; from {@link Loop#listen}. Belongs to the thread of its loop.
 */
public final class Listener extends Channel {
  private final ListeningSocket socket;

  /** Where it was told to listen, then where it does. */
  private @Nullable SocketAddress localAddress;

  private final ListenerDispatcher dispatcher;
  private final ConnectionPermits permits;

  /** For when the system cannot hand out a waiting peer: it is out of descriptors or memory. */
  private final Backoff backoff = new Backoff(this);

  /** Whether the system is left alone for a while, because it could not hand out a peer. */
  private boolean paused;

  /** Whether as many connections are open as may be. */
  private boolean full;

  /** Whether the hook runs in which peers are accepted. */
  private boolean accepting;

  /** Whether that hook has asked for a peer. */
  private boolean asked;

  /** How many more peers may be accepted before others have their turn. */
  private int acceptsLeft;

  /** The peer that was accepted last, until it is known who serves it. */
  private @Nullable Accepted undecided;

  private @Nullable OwnedPath ownedPath;
  private boolean openTold;
  private @Nullable CloseReason reason;

  Listener(Loop loop, Limits limits, ListeningSocket socket, ListenerDispatcher dispatcher) {
    super(loop, limits);
    this.socket = socket;
    this.dispatcher = dispatcher;
    this.permits = new ConnectionPermits(limits.maxConnections());
  }

  /** Where the user wants the socket that he has created to listen. */
  void bind(SocketAddress address) {
    requireNew("bind");
    localAddress = address;
  }

  /** Lets the socket listen that the user has created. */
  void listen(int backlog) throws IOException {
    requireNew("listen");
    loop().checkListening("listen");
    if (localAddress == null) {
      throw new IllegalStateException(this + ": bind it before it listens");
    }
    try {
      listen(localAddress, backlog);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  void listen(SocketAddress address, int backlog) throws IOException {
    socket.listen(address, backlog);
    start();
  }

  /** Accepts from now on; the socket listens already. */
  void start() throws IOException {
    localAddress = socket.localAddress();
    socket.register(readiness -> ready(), Readiness.READ);
    become(ChannelState.LISTENING);
    loop().add(this);
    // Told in a pass: whoever listens may do so in an event.
    loop().agenda().settle(this);
  }

  /**
   * Where this listener accepts.
   *
   * @return the address, with the actual port, also when the listener is closed
   * @throws IllegalStateException if it does not listen yet
   */
  @Override
  public SocketAddress localAddress() {
    if (localAddress == null) {
      throw new IllegalStateException(this + " does not listen yet");
    }
    return localAddress;
  }

  /**
   * Lets the path of a Unix socket be deleted when this listener is closed; unless somebody else
   * has put another file there by then. Without this call the path stays, as it does for every
   * program, and has to be deleted before it can be listened at again.
   *
   * @return this
   * @throws IOException if the path cannot be examined
   * @throws IllegalStateException if this is not a Unix socket that listens
   */
  public Listener deletePathOnClose() throws IOException {
    loop().checkThread("Listener.deletePathOnClose");
    if (state() != ChannelState.LISTENING
        || !(localAddress instanceof UnixDomainSocketAddress address)) {
      throw new IllegalStateException(this + " has no path of its own");
    }
    ownedPath = new OwnedPath(address.getPath());
    return this;
  }

  /**
   * Stops accepting. Connections that were accepted live on; peers that still wait are refused by
   * the system.
   */
  @Override
  public void close() {
    loop().checkThread("Listener.close");
    end(Kind.LOCAL);
  }

  @Override
  public String toString() {
    return "Listener[" + state() + (localAddress == null ? "" : " " + localAddress) + "]";
  }

  private void tellOpenOnce() {
    if (!openTold && state() == ChannelState.LISTENING) {
      openTold = true;
      tellOpen();
    }
  }

  private void ready() {
    tellOpenOnce();
    if (state() != ChannelState.LISTENING) {
      return;
    }
    acceptsLeft = limits.acceptsPerPass();
    asked = false;
    accepting = true;
    try {
      dispatcher.handleAccept();
    } catch (Throwable cause) {
      tellFailure(Event.ACCEPT, cause);
    }
    accepting = false;
    refuseUndecided();
    if (!asked && state() == ChannelState.LISTENING) {
      pause(new IOException(dispatcher.methodFor(Event.ACCEPT) + " did not accept the peer"));
    }
  }

  /** What a listener does with its peers unless its dispatcher knows better. */
  void acceptWaiting() {
    for (Accepted peer = accept(); peer != null; peer = accept()) {
      try {
        ConnectionDispatcher child = askWhoServes(peer);
        if (child != null) {
          // Even if the listener was closed meanwhile: this peer was accepted before.
          peer.serve(child);
        }
      } catch (Throwable cause) {
        // Whatever fails here costs this peer only.
        tellFailure(Event.ACCEPT, cause);
      }
    }
  }

  private @Nullable ConnectionDispatcher askWhoServes(Accepted peer) throws Exception {
    RunningCallback call = begin(Event.ACCEPT);
    try {
      return dispatcher.handleAccepted(peer.remoteAddress());
    } finally {
      ends(call, Event.ACCEPT);
    }
  }

  /** The next peer, if one is waiting and may be accepted now. */
  @Nullable Accepted accept() {
    loop().checkThread("accept");
    if (!accepting) {
      // Nobody would look after the peer when the caller forgets it.
      throw new IllegalStateException(this + ": peers are accepted in handleAccept only");
    }
    asked = true;
    refuseUndecided();
    if (state() != ChannelState.LISTENING || acceptsLeft == 0 || !takePermits()) {
      return null;
    }
    acceptsLeft--;
    StreamSocket accepted = null;
    try {
      accepted = socket.accept();
      if (accepted != null) {
        undecided = new Accepted(this, accepted);
      }
      backoff.succeeded();
    } catch (Throwable cause) {
      // Most likely a resource of the process is exhausted, which may pass.
      loop().noteFatal(cause);
      pause(cause);
    }
    if (accepted == null) {
      givePermits();
    }
    return undecided;
  }

  private void refuseUndecided() {
    if (undecided != null) {
      undecided.refuse();
      undecided = null;
    }
  }

  void serve(StreamSocket accepted, ConnectionDispatcher child) throws IOException {
    loop().opener().serve(accepted, child, limits, this);
    loop().records().counters().accepted++;
    Flight flight = loop().records().flight();
    if (flight.recordsAccepts()) {
      flight.accepted(this, accepted.remoteAddress());
    }
  }

  /** A peer is gone that nobody wanted to serve. */
  void refused() {
    loop().records().counters().refused++;
    givePermits();
  }

  /** A connection that this listener had accepted is closed. */
  void connectionClosed() {
    givePermits();
  }

  private boolean takePermits() {
    if (permits.take(this)) {
      if (loop().permits().take(this)) {
        return true;
      }
      permits.give();
    }
    full = true;
    updateInterest();
    return false;
  }

  private void givePermits() {
    loop().permits().give();
    permits.give();
  }

  void mayAcceptAgain() {
    full = false;
    updateInterest();
  }

  boolean isClosedByLoop() {
    return reason != null && reason.kind() == Kind.LOOP_CLOSED;
  }

  private void pause(Throwable cause) {
    paused = true;
    updateInterest();
    long millis = backoff.pause(this::resume);
    loop().records().flight().acceptPaused(this, cause, millis);
    loop().records().failures().acceptFailed(this, cause, millis);
  }

  private void resume() {
    paused = false;
    updateInterest();
  }

  private void updateInterest() {
    if (state() == ChannelState.LISTENING) {
      socket.interest(paused || full ? Readiness.NONE : Readiness.READ);
    }
  }

  private void end(Kind kind) {
    if (state() == ChannelState.CLOSED) {
      return;
    }
    boolean wasRegistered = state() == ChannelState.LISTENING;
    become(ChannelState.CLOSED);
    socket.close();
    removeTimers();
    if (full) {
      loop().permits().forget(this);
    }
    if (ownedPath != null) {
      ownedPath.delete();
    }
    if (wasRegistered) {
      reason = new CloseReason(kind, null, 0);
      loop().closed(this);
    }
  }

  @Override
  void shutDown() {
    tellOpenOnce();
    super.shutDown();
    end(Kind.LOOP_CLOSED);
  }

  @Override
  LogLine describe(long nowNanos) {
    return super.describe(nowNanos)
        .add("local", localAddress)
        .add("accepting", paused ? "paused" : full ? "full" : "on");
  }

  @Override
  void closeForLoop() {
    end(Kind.LOOP_CLOSED);
  }

  @Override
  void settle() {
    tellOpenOnce();
  }

  @Override
  void deliverClose() {
    assert reason != null;
    tellClose(reason);
  }

  /** A listener outlives every failure. */
  @Override
  void errorHookFailed(Throwable cause) {}

  @Override
  TransportSocket socket() {
    return socket;
  }

  @Override
  Dispatcher dispatcher() {
    return dispatcher;
  }
}
