package dev.pollen;

import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a connection keeps for its deadlines of silence; one without such deadlines has none of
 * this. Traffic is only noted here, and a timer that comes due looks at the note.
 */
final class Deadlines {
  private final Connection connection;

  /** Whether a timer wants to know about traffic. */
  private boolean timesTraffic;

  private long lastTrafficNanos;

  /** While no byte has arrived and one must within some time. */
  private @Nullable Timer firstByte;

  Deadlines(Connection connection) {
    this.connection = connection;
  }

  /** Starts those of the limits, on a connection that has become open. */
  void start(boolean waitsForFirstByte) {
    Limits limits = connection.limits;
    if (waitsForFirstByte && !limits.firstByteTimeout().equals(Limits.UNLIMITED)) {
      TimedHook missed = () -> missed("firstByteTimeout", limits.firstByteTimeout());
      firstByte = Timer.once(connection.loop(), missed, connection);
      firstByte.reschedule(limits.firstByteTimeout());
    }
    if (!limits.idleTimeout().equals(Limits.UNLIMITED)) {
      onIdle(limits.idleTimeout(), () -> missed("idleTimeout", limits.idleTimeout()));
    }
  }

  static boolean areIn(Limits limits, boolean waitsForFirstByte) {
    return !limits.idleTimeout().equals(Limits.UNLIMITED)
        || (waitsForFirstByte && !limits.firstByteTimeout().equals(Limits.UNLIMITED));
  }

  Timer onIdle(Duration time, TimedHook hook) {
    Timer timer = Timer.onIdle(time, connection, hook, this);
    if (!timesTraffic) {
      timesTraffic = true;
      lastTrafficNanos = connection.loop().nanoTime();
    }
    return timer.start();
  }

  private void missed(String limit, Duration time) {
    connection
        .driver()
        .end()
        .timedOut(
            new SocketTimeoutException(
                connection + " was silent for longer than " + limit + " (" + time + ")"));
  }

  long lastTrafficNanos() {
    return lastTrafficNanos;
  }

  void received() {
    forgetFirstByte();
    passed();
  }

  /** Nothing will arrive, which the dispatcher was told: it may have more to send. */
  void inputEnded() {
    forgetFirstByte();
  }

  private void forgetFirstByte() {
    if (firstByte != null) {
      firstByte.cancel();
      firstByte = null;
    }
  }

  /** Bytes have come or gone. */
  void passed() {
    if (timesTraffic) {
      lastTrafficNanos = connection.loop().trafficNanos();
    }
  }
}
