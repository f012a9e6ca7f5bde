package dev.pollen;

import dev.pollen.flight.RunningCallback;
import dev.pollen.transport.TransportSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a loop has registered: a {@link Listener}, a {@link Connection} or {@link Datagrams}. */
public abstract sealed class Channel permits Listener, Connection, Datagrams {
  private final Loop loop;
  final Limits limits;
  private ChannelState state = ChannelState.NEW;

  /** Watches a socket that a dispatcher has created, until the loop holds it or it is closed. */
  private LeakDetector.@Nullable Tracked unregistered;

  /** Where the loop keeps this channel; see {@link ChannelRegistry}. */
  int slot = ChannelRegistry.NO_SLOT;

  /** Whether this channel stands in the loop's list of those to settle. */
  boolean unsettled;

  /** When it was registered, by the clock of the transport. */
  long openedNanos;

  /** The event that is being told; none in a timer or a task. */
  private @Nullable Event running;

  /** Whether the dispatcher was told that the loop is shutting down. */
  private boolean shutdownTold;

  private long bytesReceived;
  private long bytesSent;

  /** Those that wait, to take them along at the end. */
  private @Nullable List<Timer> timers;

  Channel(Loop loop, Limits limits) {
    this.loop = Objects.requireNonNull(loop, "loop");
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * The loop this channel belongs to, for all its life.
   *
   * @return the loop
   */
  public final Loop loop() {
    return loop;
  }

  /**
   * Where this channel is in its life.
   *
   * @return the state
   */
  public final ChannelState state() {
    return state;
  }

  /**
   * Where this channel is bound.
   *
   * @return the address, with the actual port
   * @throws IOException if the system cannot tell, for example because the channel is closed
   */
  public abstract SocketAddress localAddress() throws IOException;

  /**
   * Sets an option of the socket, such as those of {@link java.net.StandardSocketOptions}.
   *
   * @param <T> the type of its values
   * @param option the option
   * @param value the value
   * @throws IOException if the system refuses the value, or the channel is closed
   * @throws UnsupportedOperationException if the socket has no such option
   */
  public final <T> void setOption(SocketOption<T> option, T value) throws IOException {
    loop.checkThread("Channel.setOption");
    socket().setOption(option, value);
  }

  /**
   * Reads an option of the socket.
   *
   * @param <T> the type of its values
   * @param option the option
   * @return its value
   * @throws IOException if the system cannot tell, or the channel is closed
   * @throws UnsupportedOperationException if the socket has no such option
   */
  public final <T> T option(SocketOption<T> option) throws IOException {
    loop.checkThread("Channel.option");
    return socket().option(option);
  }

  /**
   * Closes this channel. Whatever else that means is told by {@link Connection#close()}, {@link
   * Datagrams#close()} and {@link Listener#close()}; in all cases the close event follows later,
   * never inside this call.
   */
  public abstract void close();

  /** Of the timer queue: a timer of this channel is waiting. */
  final void addTimer(Timer timer) {
    if (timers == null) {
      timers = new ArrayList<>(2);
    }
    timer.slot = timers.size();
    timers.add(timer);
  }

  /** Of the timer queue: a timer of this channel is not waiting any more. */
  final void removeTimer(Timer timer) {
    if (timers == null) {
      return;
    }
    Timer last = timers.remove(timers.size() - 1);
    if (last != timer) {
      last.slot = timer.slot;
      timers.set(timer.slot, last);
    }
  }

  /** From {@link Dispatcher#every} and {@link Connection#every}. */
  final Timer startEvery(Duration period, TimedHook hook) {
    loop.checkThread("every");
    return Timer.every(period, loop, hook, this).start();
  }

  /** Timers die with their channel. */
  final void removeTimers() {
    if (timers != null) {
      List.copyOf(timers).forEach(loop.timers()::remove);
      timers = null;
    }
  }

  /** Closes this channel at once, because its loop ends. */
  abstract void closeForLoop();

  /** The end of a pass: sends what was queued and tells the transport what is wanted now. */
  abstract void settle();

  /** The last event of this channel. */
  abstract void deliverClose();

  abstract Dispatcher dispatcher();

  abstract TransportSocket socket();

  /** Tells that the loop is shutting down, if there is somebody to tell. */
  void shutDown() {
    if (!isEnding() && !shutdownTold) {
      shutdownTold = true;
      RunningCallback call = begin(Event.SHUTDOWN);
      try {
        dispatcher().handleShutdown();
      } catch (Throwable cause) {
        tellFailure(Event.SHUTDOWN, cause);
      }
      ends(call, Event.SHUTDOWN);
    }
  }

  /** Its socket was created by a dispatcher, and nobody holds it but that. */
  final void watchUnregistered() {
    unregistered = LeakDetector.track(this, toString(), socket()::close);
  }

  /** For the steps that a dispatcher takes with a socket of its own before it is registered. */
  final void requireNew(String step) {
    loop.checkUsable(step);
    if (state != ChannelState.NEW) {
      throw new IllegalStateException(this + ": too late for " + step);
    }
  }

  /** Whether nothing but the close event may still be told. */
  final boolean isEnding() {
    return state == ChannelState.CLOSING || state == ChannelState.CLOSED;
  }

  final void become(ChannelState next) {
    state = state.become(next);
    if (unregistered != null) {
      unregistered.released();
      unregistered = null;
    }
  }

  /**
   * Calls the error hook for a failure of one of the dispatcher's own methods, or of the channel
   * itself. Once the channel is closed, only its close event may follow: then the failure is
   * logged.
   */
  final void tellFailure(@Nullable Event event, Throwable cause) {
    loop.noteFatal(cause);
    Dispatcher dispatcher = dispatcher();
    dispatcher.failedEvent = event;
    RunningCallback call = begin(Event.ERROR);
    try {
      if (isEnding()) {
        dispatcher.logFailure(cause);
      } else {
        dispatcher.handleError(cause);
      }
    } catch (Throwable fromHook) {
      loop.noteFatal(fromHook);
      errorHookFailed(fromHook);
      loop.records().failures().methodFailed(this, Event.ERROR, fromHook);
    } finally {
      dispatcher.failedEvent = null;
      ends(call, Event.ERROR);
    }
  }

  /** The channel is open; its first event follows. */
  final void tellOpen() {
    RunningCallback call = begin(Event.OPEN);
    try {
      dispatcher().handleOpen();
    } catch (Throwable cause) {
      tellFailure(Event.OPEN, cause);
    }
    ends(call, Event.OPEN);
  }

  /** A call of the dispatcher begins; what is returned is for {@link #ends}. */
  final @Nullable RunningCallback begin(Event event) {
    running = event;
    return loop.records().flight().begin();
  }

  /** A call of the dispatcher has ended; slow ones are recorded. */
  final void ends(@Nullable RunningCallback call, Event event) {
    running = null;
    if (call != null && call.endsSlow()) {
      call.record(toString(), FailureLog.methodName(this, event));
    }
  }

  /** The event to which a failure belongs that shows later; the others have no method to name. */
  final Event runningEvent() {
    return running != null ? running : Event.TIMER;
  }

  /** Whether a method of the handler may still run, so that the close event has to wait. */
  boolean isBusy() {
    return false;
  }

  /** So many bytes came from the peer. */
  final void noteReceived(long count) {
    bytesReceived += count;
    loop.records().counters().bytesReceived += count;
  }

  /** So many bytes were taken by the system. */
  final void noteSent(long count) {
    bytesSent += count;
    loop.records().counters().bytesSent += count;
  }

  /** How many bytes the system has taken. */
  final long bytesSent() {
    return bytesSent;
  }

  /** The line of this channel in {@link Loop#dump()}. */
  LogLine describe(long nowNanos) {
    return new LogLine()
        .word(getClass().getSimpleName())
        .add("state", state)
        .add("age_ms", TimeUnit.NANOSECONDS.toMillis(nowNanos - openedNanos))
        .add("received", bytesReceived)
        .add("sent", bytesSent);
  }

  /** For texts that must never fail: an address; {@code unknown} if the system cannot tell. */
  static String textOf(AddressSource source) {
    try {
      SocketAddress address = source.address();
      String text = address == null ? "" : address.toString();
      // A Unix socket that connects without being bound has an empty address.
      return text.isEmpty() ? "unnamed" : text;
    } catch (IOException | RuntimeException untold) {
      return "unknown";
    }
  }

  /** Where to ask for an address. */
  @FunctionalInterface
  interface AddressSource {
    @Nullable SocketAddress address() throws IOException;
  }

  /** The error hook itself failed, so nobody can be expected to look after this channel. */
  abstract void errorHookFailed(Throwable cause);

  final void tellClose(CloseReason reason) {
    if (loop.records().flight().recordsCloses()) {
      recordClose(reason);
    }
    RunningCallback call = begin(Event.CLOSE);
    try {
      dispatcher().handleClose(reason);
    } catch (Throwable cause) {
      loop.noteFatal(cause);
      loop.records().failures().methodFailed(this, Event.CLOSE, cause);
    } finally {
      ends(call, Event.CLOSE);
    }
  }

  private void recordClose(CloseReason reason) {
    loop.records()
        .flight()
        .closed(
            this,
            reason.kind(),
            reason.cause(),
            reason.undeliveredBytes(),
            loop.nanoTime() - openedNanos,
            bytesReceived,
            bytesSent);
  }
}
