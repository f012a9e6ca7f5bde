package dev.pollen;

import dev.pollen.flight.RunningCallback;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a loop has registered: a {@link Listener} or a {@link Connection}. */
public abstract sealed class Channel permits Listener, Connection {
  private final Loop loop;
  final Limits limits;
  private ChannelState state = ChannelState.NEW;

  /** Where the loop keeps this channel; see {@link ChannelRegistry}. */
  int slot = ChannelRegistry.NO_SLOT;

  /** Whether this channel stands in the loop's list of those to settle. */
  boolean unsettled;

  /** When it was registered, by the clock of the transport. */
  long openedNanos;

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
   * Closes this channel. Whatever else that means is told by {@link Connection#close()} and {@link
   * Listener#close()}; in both cases the close event follows later, never inside this call.
   */
  public abstract void close();

  /** Of the timer queue: a timer of this channel is waiting. */
  final void addTimer(Timer timer) {
    if (timers == null) {
      timers = new ArrayList<>(2);
    }
    timers.add(timer);
  }

  /** Of the timer queue: a timer of this channel is not waiting any more. */
  final void removeTimer(Timer timer) {
    if (timers != null) {
      timers.remove(timer);
    }
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

  /** Whether nothing but the close event may still be told. */
  final boolean isEnding() {
    return state == ChannelState.CLOSING || state == ChannelState.CLOSED;
  }

  final void become(ChannelState next) {
    state = state.become(next);
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
    RunningCallback call = begin();
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

  /** A call of the dispatcher begins; what is returned is for {@link #ends}. */
  final @Nullable RunningCallback begin() {
    return loop.records().flight().begin();
  }

  /** A call of the dispatcher has ended; slow ones are recorded. */
  final void ends(@Nullable RunningCallback call, Event event) {
    if (call != null && call.endsSlow()) {
      call.record(toString(), FailureLog.methodName(this, event));
    }
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
    RunningCallback call = begin();
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
