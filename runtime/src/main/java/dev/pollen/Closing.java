package dev.pollen;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A graceful end under way: the output leaves, the peer is told the end of the stream, and what it
 * still sends is thrown away until it has ended its side too, or the time is over.
 *
 * <p>Closing at once instead would cost the peer the last of the output: a socket that is closed
 * with unread bytes in it makes the kernel send a reset (RFC 2525, section 2.17). A stream that
 * others have open, too, does not end here.
 */
final class Closing {
  private final Connection connection;
  private final ConnectionDriver driver;
  private Kind kind;
  private @Nullable Throwable cause;
  private @Nullable Timer deadline;

  /** How much had left when the deadline was set, to see whether the peer reads at all. */
  private long sentBytes;

  Closing(Connection connection, Kind kind, @Nullable Throwable cause) {
    this.connection = connection;
    this.driver = connection.driver();
    this.kind = kind;
    this.cause = cause;
  }

  /** Goes on as far as possible now: at the start, when output has left, when input has ended. */
  void proceed(ConnectionOutput output, boolean inputHasEnded) {
    if (output.isEmpty()) {
      if (inputHasEnded || driver.socket().isShared()) {
        driver.end().end(kind, cause);
        return;
      }
      try {
        output.end();
      } catch (IOException e) {
        // The peer is gone, and with it the reason to wait for its end.
        driver.end().end(kind, cause);
        return;
      }
    }
    if (deadline == null) {
      sentBytes = connection.bytesSent();
      // Of the loop, since the timers of the connection end with close().
      deadline = connection.loop().schedule(connection.limits.drainTimeout(), this::timedOut);
    }
  }

  /** The connection broke: no harm if all that this side owed has left. */
  void broken(ConnectionOutput output, IOException breakage) {
    if (output.isEmpty()) {
      driver.end().end(kind, cause);
    } else {
      driver.end().abort(Kind.BROKEN, breakage);
    }
  }

  /** What was still to leave has failed, and that is why it ends now. */
  void failed(Throwable failure) {
    kind = Kind.HANDLER_FAILED;
    cause = failure;
  }

  /** The connection has ended, so nothing is to be waited for. */
  void ended() {
    if (deadline != null) {
      deadline.cancel();
    }
  }

  private void timedOut() {
    if (connection.bytesSent() > sentBytes && deadline != null) {
      sentBytes = connection.bytesSent();
      deadline.reschedule(connection.limits.drainTimeout());
    } else if (driver.output().isEmpty()) {
      // The system goes on to deliver what it has taken.
      driver.end().end(kind, cause);
    } else {
      driver.end().abort(kind, cause);
    }
  }
}
