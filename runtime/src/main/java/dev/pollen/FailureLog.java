package dev.pollen;

import dev.pollen.Failure.Kind;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports the failures of one loop that no handler took, once each, to the logger {@code
 * dev.pollen}: a line of {@link Failure}, and the stack trace where code is at fault and not the
 * network. Belongs to the loop thread.
 *
 * <p>Never throws: a logger that fails must not take the loop with it. Never floods: a peer that
 * makes a handler fail may do so a hundred thousand times per second. What is not logged is
 * counted, and told with the next line, or by one of its own.
 */
final class FailureLog {
  /** An incident that breaks some connections at once is told in full. */
  static final int BURST = 50;

  /** What a person still reads; with stack traces, some 50 KB per second. */
  static final int PER_SECOND = 10;

  /** How long it may take at most until it is told that failures were not, in a running loop. */
  static final long TELL_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final Logger LOGGER = System.getLogger("dev.pollen");

  private final LongSupplier clock;
  private final RateLimit limit;
  private final LoopCounters counters;

  /** Whether there are failures that were counted only, and not told yet. */
  private boolean hasSuppressed;

  /** When the oldest of these was. */
  private long firstSuppressedNanos;

  /** To be opened while all is well; see {@link #prepare()}. */
  FailureLog(LongSupplier clock, LoopCounters counters) {
    prepare();
    this.clock = clock;
    this.limit = new RateLimit(BURST, PER_SECOND, clock);
    this.counters = counters;
  }

  /**
   * To find and to configure a logger takes files, and the failure to report may be that there are
   * no descriptors left.
   */
  private static void prepare() {
    try {
      LOGGER.isLoggable(Level.ERROR);
    } catch (RuntimeException broken) {
      // Then there will be no reports.
    }
  }

  /** A method of a handler, or of a hand-written dispatcher, failed. */
  void methodFailed(Channel channel, Event event, Throwable cause) {
    Level level = isOfPeer(cause) ? Level.WARNING : Level.ERROR;
    log(level, Kind.HANDLER, channel, () -> methodName(channel, event), cause, 0);
  }

  /** Whether a method failed only because the peer does not keep to the protocol. */
  private static boolean isOfPeer(Throwable cause) {
    return cause instanceof ProtocolException
        || cause instanceof TruncatedFrameException
        || cause instanceof CharacterCodingException;
  }

  /** The channel itself failed: connecting, or a limit. */
  void channelFailed(Channel channel, Throwable cause) {
    // That peers fall silent is daily life for a server; that nobody answers is not for a client.
    boolean isSilence =
        cause instanceof SocketTimeoutException && channel.state() != ChannelState.CONNECTING;
    log(isSilence ? Level.DEBUG : Level.WARNING, Kind.CHANNEL, channel, () -> null, cause, 0);
  }

  /** A task or a timer of the loop failed. */
  void taskFailed(Object task, Throwable cause) {
    log(Level.ERROR, Kind.TASK, null, () -> taskName(task), cause, 0);
  }

  /** The runtime itself failed in serving a channel. */
  void servingFailed(Channel channel, Throwable cause) {
    log(Level.ERROR, Kind.RUNTIME, channel, () -> null, cause, 0);
  }

  /** A listener cannot accept for now. */
  void acceptFailed(Listener listener, Throwable cause, long pauseMillis) {
    log(Level.WARNING, Kind.ACCEPT, listener, () -> null, cause, pauseMillis);
  }

  /** A socket for datagrams cannot receive for now. */
  void receiveFailed(Datagrams datagrams, Throwable cause, long pauseMillis) {
    log(Level.WARNING, Kind.RECEIVE, datagrams, () -> null, cause, pauseMillis);
  }

  /** A producer could not release what it holds. */
  void producerNotClosed(Channel channel, Throwable cause) {
    log(Level.ERROR, Kind.PRODUCER, channel, () -> null, cause, 0);
  }

  /** Names the method that serves an event, also if its dispatcher fails to do so. */
  static String methodName(Channel channel, Event event) {
    try {
      return channel.dispatcher().methodFor(event);
    } catch (RuntimeException | LinkageError nameless) {
      // Overridden, and broken: what is reported of it matters more.
      return event.hook();
    }
  }

  /** Names the class of a task; of a lambda, the class that it stands in. */
  static String taskName(Object task) {
    Object named = task instanceof TaskHook hook ? hook.task() : task;
    String name = named.getClass().getName();
    String simple = name.substring(name.lastIndexOf('.', afterPackage(name)) + 1);
    int lambda = simple.indexOf("$$Lambda");
    return lambda < 0 ? simple : simple.substring(0, lambda) + ".lambda";
  }

  /** The names of hidden classes go on with a slash and a number. */
  private static int afterPackage(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name.length() : slash;
  }

  private void log(
      Level level,
      Kind kind,
      @Nullable Channel channel,
      Supplier<@Nullable String> method,
      Throwable cause,
      long retryMillis) {
    try {
      counters.failures++;
      if (!LOGGER.isLoggable(level)) {
        return;
      }
      if (!limit.tryPass()) {
        noteSuppressed();
        return;
      }
      Failure failure =
          new Failure(
              kind,
              channel == null ? null : channel.toString(),
              channel == null ? null : channel.state(),
              method.get(),
              Failure.throwSite(cause),
              cause,
              retryMillis,
              takeSuppressed());
      boolean isOfNetwork = kind == Kind.CHANNEL || kind == Kind.ACCEPT || kind == Kind.RECEIVE;
      // A trace tells of the code, and so nothing of what comes from outside.
      boolean isForeign = isOfPeer(cause) || (isOfNetwork && cause instanceof IOException);
      write(level, failure.toString(), isForeign ? null : cause);
    } catch (Throwable unreportable) {
      // There is nobody left to tell.
    }
  }

  private void noteSuppressed() {
    if (!hasSuppressed) {
      hasSuppressed = true;
      firstSuppressedNanos = clock.getAsLong();
    }
    counters.suppressedFailures++;
  }

  private long takeSuppressed() {
    hasSuppressed = false;
    return limit.takeHeldBack();
  }

  /** Whether failures are to be told that were counted only. */
  boolean hasSuppressed() {
    return hasSuppressed;
  }

  /** How long these may wait; only if there are some. */
  long nanosUntilTelling() {
    return Math.max(0, firstSuppressedNanos + TELL_WITHIN_NANOS - clock.getAsLong());
  }

  /** Tells how many were counted only, if it is time to. */
  void tellSuppressedInTime() {
    if (hasSuppressed && nanosUntilTelling() == 0) {
      tellSuppressed();
    }
  }

  /** Tells how many were counted only, if there are some. */
  void tellSuppressed() {
    if (hasSuppressed) {
      write(Level.WARNING, new LogLine().add("suppressed", takeSuppressed()).toString(), null);
    }
  }

  private static void write(Level level, String line, @Nullable Throwable thrown) {
    try {
      LOGGER.log(level, line, thrown);
    } catch (Throwable unreportable) {
      // There is nobody left to tell.
    }
  }
}
