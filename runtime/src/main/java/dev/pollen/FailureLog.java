package dev.pollen;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports failures that no handler took, once each, to the logger {@code dev.pollen}.
 *
 * <p>Never throws: a logger that fails must not take the loop with it.
 */
final class FailureLog {
  private static final Logger LOGGER = System.getLogger("dev.pollen");

  private FailureLog() {}

  /**
   * To be called while all is well: to find and to configure a logger takes files, and the failure
   * to report may be that there are no descriptors left.
   */
  static void prepare() {
    try {
      LOGGER.isLoggable(Level.ERROR);
    } catch (RuntimeException broken) {
      // Then there will be no reports.
    }
  }

  /** A method of a handler, or of a hand-written dispatcher, failed. */
  static void methodFailed(Channel channel, Event event, Throwable cause) {
    log(Level.ERROR, () -> methodName(channel, event) + " failed on " + channel, cause);
  }

  private static String methodName(Channel channel, Event event) {
    try {
      return channel.dispatcher().methodFor(event);
    } catch (RuntimeException nameless) {
      // Overridden, and broken: the failure that is reported matters more.
      return event.hook();
    }
  }

  /** The channel itself failed: connecting, or a limit. */
  static void channelFailed(Channel channel, Throwable cause) {
    // That peers fall silent is daily life for a server; that nobody answers is not for a client.
    boolean isSilence =
        cause instanceof SocketTimeoutException && channel.state() != ChannelState.CONNECTING;
    log(isSilence ? Level.DEBUG : Level.WARNING, () -> channel + " failed: " + cause, null);
  }

  /** A task or a timer of the loop failed. */
  static void taskFailed(Throwable cause) {
    log(Level.ERROR, () -> "A task of the loop failed", cause);
  }

  /** A producer could not release what it holds. */
  static void producerNotClosed(Channel channel, Throwable cause) {
    log(Level.ERROR, () -> "A producer of " + channel + " cannot be closed", cause);
  }

  /** The runtime itself failed in serving a channel. */
  static void servingFailed(Channel channel, Throwable cause) {
    log(Level.ERROR, () -> channel + " cannot be served any more", cause);
  }

  /** A listener cannot accept for now. */
  static void acceptFailed(Listener listener, Throwable cause, long pauseMillis) {
    log(
        Level.WARNING,
        () -> listener + " cannot accept and tries again in " + pauseMillis + " ms: " + cause,
        null);
  }

  /** A socket for datagrams cannot receive for now. */
  static void receiveFailed(Datagrams datagrams, Throwable cause, long pauseMillis) {
    log(
        Level.WARNING,
        () -> datagrams + " cannot receive and tries again in " + pauseMillis + " ms: " + cause,
        null);
  }

  private static void log(Level level, Supplier<String> message, @Nullable Throwable cause) {
    try {
      LOGGER.log(level, message, cause);
    } catch (Throwable unreportable) {
      // There is nobody left to tell.
    }
  }
}
