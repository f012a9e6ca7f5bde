package dev.pollen;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a loop calls when something happens to a channel. There is one dispatcher for each channel,
 * for all its life.
 *
 * <p>Dispatchers are written by the annotation processor, or by hand: the generated ones override
 * the same hooks and have no powers of their own. What a channel cannot do does not compile: a
 * {@link ListenerDispatcher} accepts, a {@link ConnectionDispatcher} reads and writes, a {@link
 * DatagramDispatcher} does so in datagrams.
 *
 * <p>All hooks run on the loop thread, one at a time, and never inside a call that the dispatcher
 * itself makes: closing, sending or connecting only take note, and what follows from them is told
 * later. A hook must not block. What it throws goes to {@link #handleError}.
 */
public abstract sealed class Dispatcher
    permits ConnectionDispatcher, DatagramDispatcher, ListenerDispatcher {

  /**
   * Grows when generated dispatchers need something new of this class, so that the annotation
   * processor can refuse a runtime that is too old for it.
   */
  public static final int API_LEVEL = 3;

  /**
   * What was being told when the failure came that {@link #handleError} is called for; {@code null}
   * if the channel itself failed.
   */
  @Nullable Event failedEvent;

  Dispatcher() {}

  /**
   * The channel is open: a connection was accepted or made, a listener listens. Called once,
   * directly before the first event, and not at all if the channel is closed before that. The place
   * to set timers. If it is not overridden, nothing happens.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleOpen() throws Exception {}

  /**
   * Something failed: a hook or a timer of this dispatcher, or the channel itself. If it is not
   * overridden, the failure is logged, and a connection is closed.
   *
   * <p>Where it is overridden, a connection whose hook failed stays open unless this method closes
   * it. After a failed connect, an exceeded limit or deadline of {@link Limits}, a failed producer,
   * or a length that cannot be, it is closed in any case; not after a frame that is skipped.
   *
   * @param cause what went wrong
   * @throws Exception to give up; it is logged, and a connection is closed
   */
  protected void handleError(Throwable cause) throws Exception {
    logFailure(cause);
  }

  /**
   * The channel is closed. Called exactly once for every channel that was registered, and nothing
   * follows it. If it is not overridden, nothing happens.
   *
   * @param reason why, and how much was not delivered
   * @throws Exception to have it logged
   */
  protected void handleClose(CloseReason reason) throws Exception {}

  /**
   * The loop is shutting down; see {@link Loop#shutdown}. If it is not overridden, the channel is
   * closed.
   *
   * <p>A dispatcher that overrides it may finish what it has begun, and must close the channel
   * itself. What is still open when the time is over is closed at once.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleShutdown() throws Exception {
    channel().close();
  }

  /**
   * Names the method that serves an event, for reports of its failure.
   *
   * @param event an event of this dispatcher
   * @return class and method; if it is not overridden, this class and the hook, and for a timer
   *     only the class
   */
  protected String methodFor(Event event) {
    // Timers have no method of their own to be named.
    return event == Event.TIMER ? "A timer of " + simpleName() : simpleName() + "." + event.hook();
  }

  /**
   * Runs a hook again and again, until the timer is cancelled or the channel is closed. What it
   * throws goes to {@link #handleError}, and the timer goes on unless that closes the channel.
   *
   * <p>The hook keeps its beat: however late it runs, the next deadline is a whole number of
   * periods after the first. Periods that were missed are left out. It runs at most once in each
   * pass of the loop, so with a period of zero it runs once in each.
   *
   * @param period how long from one run to the next, and to the first; zero for every pass
   * @param hook what to run, on the loop thread
   * @return the timer, to cancel or reschedule it; on a channel that is closing or closed, one that
   *     never runs
   * @throws IllegalArgumentException if the period is negative
   * @throws IllegalStateException if this dispatcher is not registered yet, or on another thread
   *     than the loop's
   */
  protected final Timer every(Duration period, TimedHook hook) {
    return channel().startEvery(period, hook);
  }

  /**
   * Lets the socket that this dispatcher has created be bound to an address that was in use until a
   * moment ago. On for listeners that {@link Loop#listen} opens.
   *
   * @throws IOException if the system refuses
   * @throws IllegalStateException if there is no socket yet
   */
  protected final void setReuseAddress() throws IOException {
    channel().setOption(StandardSocketOptions.SO_REUSEADDR, true);
  }

  /** The name of this class without its package; anonymous classes have one this way, too. */
  final String simpleName() {
    String name = getClass().getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  final void logFailure(Throwable cause) {
    Event event = failedEvent;
    if (event == null) {
      channel().loop().records().failures().channelFailed(channel(), cause);
    } else {
      channel().loop().records().failures().methodFailed(channel(), event, cause);
    }
  }

  abstract Channel channel();

  /** What to throw if this dispatcher has no channel yet, or is given a second one. */
  final IllegalStateException misused(String message) {
    return new IllegalStateException(getClass().getName() + " " + message);
  }
}
