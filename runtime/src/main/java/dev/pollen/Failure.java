package dev.pollen;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A failure that no handler took, as it is logged: one line, see {@link #toString()}.
 *
 * @param kind what failed
 * @param channel the channel it happened to, as text; none for a task of the loop
 * @param state the state of that channel
 * @param method class and method of the handler that failed; none if the network did
 * @param thrownAt where it was thrown, if the exception knows
 * @param cause what went wrong
 * @param retryMillis after how long the loop tries again, in milliseconds; 0 if it does not
 * @param suppressed how many failures were not logged since the one that was logged last
 */
record Failure(
    Kind kind,
    @Nullable String channel,
    @Nullable ChannelState state,
    @Nullable String method,
    @Nullable String thrownAt,
    Throwable cause,
    long retryMillis,
    long suppressed) {

  /** What can fail. */
  enum Kind {
    /** A method of a handler, or of a hand-written dispatcher. */
    HANDLER,
    /** The channel itself: connecting, or a limit. */
    CHANNEL,
    /** A task or a timer. */
    TASK,
    /** A listener, which cannot accept for now. */
    ACCEPT,
    /** A socket for datagrams, which cannot receive for now. */
    RECEIVE,
    /** A producer, in releasing what it holds. */
    PRODUCER,
    /** The runtime itself, in serving a channel. */
    RUNTIME
  }

  /** The innermost frame; {@code null} if the exception has none, or does not tell. */
  static @Nullable String throwSite(Throwable cause) {
    try {
      StackTraceElement[] frames = cause.getStackTrace();
      if (frames.length == 0) {
        return null;
      }
      StackTraceElement frame = frames[0];
      return frame.getClassName() + "." + frame.getMethodName() + "(" + source(frame) + ")";
    } catch (RuntimeException untold) {
      // An exception of somebody else's making, that overrides even this.
      return null;
    }
  }

  private static String source(StackTraceElement frame) {
    String file = frame.getFileName();
    if (frame.isNativeMethod()) {
      return "native";
    } else if (file == null) {
      return "unknown";
    }
    return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
  }

  /** Class and message; the class alone, if the exception cannot build its message. */
  static String describe(Throwable cause) {
    try {
      return String.valueOf(cause.toString());
    } catch (RuntimeException untold) {
      return cause.getClass().getName();
    }
  }

  /**
   * The line that is logged: {@code failure=handler method=Echo.echo channel="Connection[OPEN
   * /127.0.0.1:5]" state=OPEN at=Echo.echo(Echo.java:12) cause="java.io.IOException: no"}. Parts
   * that do not apply are left out.
   */
  @Override
  public String toString() {
    return new LogLine()
        .add("failure", kind.name().toLowerCase(Locale.ROOT))
        .add("method", method)
        .add("channel", channel)
        .add("state", state)
        .add("at", thrownAt)
        .add("cause", describe(cause))
        .add("retry_ms", retryMillis == 0 ? null : retryMillis)
        .add("suppressed", suppressed == 0 ? null : suppressed)
        .toString();
  }
}
