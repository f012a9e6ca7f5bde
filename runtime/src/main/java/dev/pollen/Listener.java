package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.flight.RunningCallback;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A socket that accepts connections; from {@link Loop#listen}. Belongs to the thread of its loop.
 */
public final class Listener extends Channel {
  /**
   * How long to leave waiting peers alone when the system cannot hand one out, in milliseconds: it
   * is out of descriptors or memory, the socket stays ready, and trying again at once would only
   * burn the processor.
   */
  private static final long FIRST_PAUSE_MILLIS = 10;

  private static final long LONGEST_PAUSE_MILLIS = 1000;

  private final ListeningSocket socket;

  /** Where it was told to listen, then where it does. */
  private @Nullable SocketAddress localAddress;

  private final ListenerDispatcher dispatcher;
  private long pauseMillis = FIRST_PAUSE_MILLIS;
  private boolean isPaused;
  private @Nullable CloseReason reason;

  Listener(Loop loop, Limits limits, ListeningSocket socket, ListenerDispatcher dispatcher) {
    super(loop, limits);
    this.socket = socket;
    this.dispatcher = dispatcher;
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

  private void ready() {
    try {
      acceptWaiting();
    } catch (Throwable cause) {
      // Most likely a resource of the process is exhausted, which may pass.
      loop().noteFatal(cause);
      pause(cause);
    }
  }

  private void acceptWaiting() {
    for (int i = 0; i < limits.acceptsPerPass() && state() == ChannelState.LISTENING; i++) {
      StreamSocket accepted;
      try {
        accepted = socket.accept();
      } catch (IOException e) {
        pause(e);
        return;
      }
      if (accepted == null) {
        pauseMillis = FIRST_PAUSE_MILLIS;
        return;
      }
      serve(accepted);
    }
  }

  /** Whatever fails here costs this peer only. */
  private void serve(StreamSocket accepted) {
    boolean served = false;
    try {
      ConnectionDispatcher child = askWhoServes(accepted);
      // Even if the listener was closed meanwhile: this peer was accepted before. But not if all
      // channels were closed.
      if (child != null && !closedByLoop()) {
        loop().records().flight().accepted(this, accepted.remoteAddress());
        loop().opener().serve(accepted, child, limits);
        served = true;
        loop().records().counters().accepted++;
      }
    } catch (Throwable cause) {
      tellFailure(Event.ACCEPT, cause);
    } finally {
      if (!served) {
        loop().records().counters().refused++;
        accepted.close();
      }
    }
  }

  private @Nullable ConnectionDispatcher askWhoServes(StreamSocket accepted) throws Exception {
    RunningCallback call = begin();
    try {
      return dispatcher.handleAccepted(accepted.remoteAddress());
    } finally {
      ends(call, Event.ACCEPT);
    }
  }

  private boolean closedByLoop() {
    return reason != null && reason.kind() == Kind.LOOP_CLOSED;
  }

  private void pause(Throwable cause) {
    long thisPauseMillis = pauseMillis;
    socket.interest(Readiness.NONE);
    loop()
        .timers()
        .add(
            new Timer(loop(), this::resume, this),
            TimerQueue.deadlineAfter(Duration.ofMillis(pauseMillis)));
    pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    isPaused = true;
    loop().records().flight().acceptPaused(this, cause, thisPauseMillis);
    loop().records().failures().acceptFailed(this, cause, thisPauseMillis);
  }

  private void resume() {
    isPaused = false;
    socket.interest(Readiness.READ);
  }

  private void end(Kind kind) {
    if (state() != ChannelState.CLOSED) {
      become(ChannelState.CLOSED);
      socket.close();
      removeTimers();
      reason = new CloseReason(kind, null, 0);
      loop().closed(this);
    }
  }

  @Override
  LogLine describe(long nowNanos) {
    return super.describe(nowNanos)
        .add("local", localAddress)
        .add("accepting", isPaused ? "paused" : "on");
  }

  @Override
  void closeForLoop() {
    end(Kind.LOOP_CLOSED);
  }

  @Override
  void settle() {}

  @Override
  void deliverClose() {
    assert reason != null;
    tellClose(reason);
  }

  /** A listener outlives every failure. */
  @Override
  void errorHookFailed(Throwable cause) {}

  @Override
  Dispatcher dispatcher() {
    return dispatcher;
  }
}
