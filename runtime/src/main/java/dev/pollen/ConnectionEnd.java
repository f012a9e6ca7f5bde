package dev.pollen;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Why and how a connection ends: limits, silence, producers and hooks that fail, a network that
 * breaks, or somebody who closes it.
 */
final class ConnectionEnd {
  private final Connection connection;
  private final ConnectionDriver driver;

  private @Nullable LimitExceededException exceededLimit;

  /** Why the transport takes no more output; what the peer sent before is still delivered. */
  private @Nullable IOException outputFailure;

  /** Why the output cannot be continued. */
  private @Nullable Throwable producerFailure;

  private boolean producerFailureTold;

  /** Whether this connection ends in any case as soon as the error hook has returned. */
  private boolean failing;

  /** The deadline that has passed, while that is told. */
  private @Nullable SocketTimeoutException timeout;

  /** Bytes that were taken and will not be sent. */
  private long dropped;

  private @Nullable Closing closing;
  private @Nullable CloseReason reason;

  ConnectionEnd(Connection connection, ConnectionDriver driver) {
    this.connection = connection;
    this.driver = driver;
  }

  // ---- what fails ----

  /** Fails this connection, but later: an event may be running. */
  void exceeded(String limit, boolean ofInput) {
    if (exceededLimit == null) {
      exceeded(new LimitExceededException(connection + " exceeds " + limit, ofInput));
    }
  }

  void exceeded(LimitExceededException exceeded) {
    if (exceededLimit == null) {
      exceededLimit = exceeded;
      driver.settleSoon();
    }
  }

  /** Something is wrong with a frame; only if that is skipped, the connection may go on. */
  void misframed(IOException cause) {
    connection.tellFailure(null, cause);
    if (cause instanceof MalformedFrameException) {
      beginClosing(Kind.HANDLER_FAILED, cause);
    }
  }

  /** Output was taken, and is lost. */
  void dropped(long bytes) {
    dropped += bytes;
  }

  boolean exceedsLimit() {
    return exceededLimit != null;
  }

  /** Whether there is something for {@link #tellFailures()}. */
  boolean hasFailureToTell() {
    return exceededLimit != null || (producerFailure != null && !producerFailureTold);
  }

  /** Ends this connection when what was sent before has left, but later. */
  void producerFailed(Throwable cause) {
    driver.output().cutProducers();
    if (producerFailure == null) {
      producerFailure = cause;
      if (closing != null) {
        closing.failed(cause);
      }
      driver.settleSoon();
    }
  }

  /** Whether no failure forbids to queue what is sent. */
  boolean allowsOutput() {
    return producerFailure == null && (exceededLimit == null || exceededLimit.isOfInput());
  }

  /** At the end of a pass: tells what has failed, and ends the connection for it. */
  void tellFailures() {
    if (exceededLimit != null) {
      failForLimit(exceededLimit);
    }
    if (producerFailure != null && !producerFailureTold) {
      producerFailureTold = true;
      failForProducer(producerFailure);
    }
  }

  private void failForLimit(LimitExceededException exceeded) {
    if (exceeded.isOfInput()) {
      // The peer may be told why, since it is not its reading that is at fault.
      connection.tellFailure(null, exceeded);
      beginClosing(Kind.LIMIT, exceeded);
    } else {
      fail(Kind.LIMIT, exceeded);
    }
    exceededLimit = null;
  }

  private void failForProducer(Throwable cause) {
    connection.tellFailure(null, cause);
    beginClosing(Kind.HANDLER_FAILED, cause);
  }

  void broken(IOException cause) {
    if (closing != null) {
      closing.broken(driver.output(), cause);
    } else {
      abort(Kind.BROKEN, outputFailure != null ? outputFailure : cause);
    }
  }

  /** The peer takes no more, but what it sent before may still wait to be delivered. */
  void outputBroken(IOException cause) {
    if (driver.input().delivers()) {
      outputFailure = cause;
      driver.deferTurn();
    } else {
      abort(Kind.BROKEN, cause);
    }
  }

  /** The input has ended: of a connection whose output is broken, nothing is left then. */
  boolean abortIfBroken() {
    if (outputFailure == null || closing != null) {
      return false;
    }
    abort(Kind.BROKEN, outputFailure);
    return true;
  }

  /** If output is broken and nobody wants what may still come, there is nothing to wait for. */
  void abortIfUseless() {
    if (!driver.input().delivers()) {
      abortIfBroken();
    }
  }

  /**
   * What had arrived when output broke. Not every peer that takes nothing more ends its side, so
   * the end of what is there is the end of this connection.
   */
  void receiveLast() {
    if (outputFailure == null || closing != null || !driver.input().delivers()) {
      return;
    }
    if (driver.input().receive() || receiveLastUrgent()) {
      driver.deferTurn();
    } else {
      abortIfBroken();
    }
  }

  /** A receive stops at an urgent byte, but that must not cost what stands behind it. */
  private boolean receiveLastUrgent() {
    return driver.wantsUrgent() && driver.input().receiveUrgent();
  }

  /** The connection itself failed; whatever the error hook closes, this is why it ends. */
  void fail(Kind kind, IOException cause) {
    failing = true;
    connection.tellFailure(null, cause);
    abort(kind, cause);
  }

  /** This connection was silent for too long; called by a timer, so no event is running. */
  void timedOut(SocketTimeoutException cause) {
    if (driver.tellsEvents()) {
      timeout = cause;
      // The peer may be told why, as for a limit of input.
      connection.tellFailure(null, cause);
      beginClosing(Kind.TIMED_OUT, cause);
      timeout = null;
    }
  }

  /** The default for a failure. If the connection itself failed, its end is on the way already. */
  void closeAfterFailure(Throwable cause) {
    if (exceededLimit == null && timeout == null) {
      beginClosing(Kind.HANDLER_FAILED, cause);
    }
  }

  // ---- how it ends ----

  void beginClosing(Kind kind, @Nullable Throwable cause) {
    if (failing) {
      return;
    }
    if (connection.state() == ChannelState.NEW) {
      discard();
      return;
    }
    if (connection.state() == ChannelState.CONNECTING) {
      abort(kind, cause);
    } else if (driver.isOpenForHandler()) {
      connection.become(ChannelState.CLOSING);
      driver.input().clear();
      connection.removeTimers();
      driver.forgetWaiting();
      // Whoever closes it: a limit that was exceeded before is why, or output that has failed.
      if (exceededLimit != null) {
        closing = new Closing(connection, Kind.LIMIT, exceededLimit);
      } else if (outputFailure != null) {
        closing = new Closing(connection, Kind.BROKEN, outputFailure);
      } else if (timeout != null) {
        closing = new Closing(connection, Kind.TIMED_OUT, timeout);
      } else if (producerFailure != null) {
        closing = new Closing(connection, Kind.HANDLER_FAILED, producerFailure);
      } else {
        closing = new Closing(connection, kind, cause);
      }
      driver.settleSoon();
    }
  }

  /** Output has left, or input has ended: goes on with a graceful end. */
  void proceed() {
    if (closing != null && connection.state() == ChannelState.CLOSING) {
      closing.proceed(driver.output(), driver.input().hasEnded());
    }
  }

  void closeForLoop() {
    driver.abandonWork();
    if (connection.state() != ChannelState.CLOSED && driver.output().isEmpty()) {
      // Without a reset: the system goes on to deliver what it has taken.
      end(Kind.LOOP_CLOSED, null);
    } else {
      abort(Kind.LOOP_CLOSED, null);
    }
  }

  /** It was never registered, so nobody is told. */
  private void discard() {
    connection.become(ChannelState.CLOSED);
    connection.removeTimers();
    driver.socket().close();
  }

  void abort(Kind kind, @Nullable Throwable cause) {
    if (connection.state() == ChannelState.NEW) {
      discard();
    } else if (connection.state() != ChannelState.CLOSED) {
      driver.socket().abort();
      end(kind, cause);
    }
  }

  void end(Kind kind, @Nullable Throwable cause) {
    connection.become(ChannelState.CLOSED);
    driver.socket().close();
    connection.removeTimers();
    driver.forgetWaiting();
    if (closing != null) {
      closing.ended();
      closing = null;
    }
    reason = new CloseReason(kind, cause, dropped + driver.output().size());
    driver.release();
    connection.loop().closed(connection);
  }

  void deliver() {
    assert reason != null;
    driver.output().closeProducers();
    connection.tellClose(reason);
  }
}
