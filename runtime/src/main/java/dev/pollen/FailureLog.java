package dev.pollen;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Reports failures that no handler took, once each, to the logger {@code dev.pollen}. */
final class FailureLog {
  private static final Logger LOGGER = System.getLogger("dev.pollen");

  private FailureLog() {}

  /** A method of a handler, or of a hand-written dispatcher, failed. */
  static void methodFailed(Channel channel, String method, Throwable cause) {
    log(Level.ERROR, method + " failed on " + channel, cause);
  }

  /** The channel itself failed: connecting, or a limit. */
  static void channelFailed(Channel channel, Throwable cause) {
    LOGGER.log(Level.WARNING, () -> channel + " failed: " + cause);
  }

  /** A task or a timer of the loop failed. */
  static void taskFailed(Throwable cause) {
    log(Level.ERROR, "A task of the loop failed", cause);
  }

  /** A listener cannot accept for now. */
  static void acceptFailed(Listener listener, Throwable cause, long pauseMillis) {
    LOGGER.log(
        Level.WARNING,
        () -> listener + " cannot accept and tries again in " + pauseMillis + " ms: " + cause);
  }

  private static void log(Level level, String message, Throwable cause) {
    LOGGER.log(level, message, cause);
  }
}
