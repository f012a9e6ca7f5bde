package dev.pollen;

import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import org.jspecify.annotations.Nullable;

/**
 * What a connection wants its transport to report. It follows from the state of the connection and
 * of its sides, and the transport is told only what has changed.
 */
final class ConnectionInterest {
  /** An interest that no transport can have been told, so that the next update tells it. */
  private static final int UNKNOWN = -1;

  private final ConnectionDriver driver;
  private final int urgent;

  /** Of a dispatcher that is asked before every wait. */
  private final @Nullable Polling polling;

  /** What the transport was told last. */
  private int told = UNKNOWN;

  ConnectionInterest(ConnectionDriver driver, int urgent, @Nullable Polling polling) {
    this.driver = driver;
    this.urgent = urgent;
    this.polling = polling;
  }

  /** What to register a socket for; counts as told. */
  int atRegistration() {
    told = driver.state() == ChannelState.NEW ? Readiness.READ | urgent : Readiness.WRITE;
    return told;
  }

  /** Some transports translate the same interest differently once a connection stands. */
  void forgetTold() {
    told = UNKNOWN;
  }

  boolean hasChanged() {
    return wanted() != told;
  }

  void update(StreamSocket socket) {
    int wanted = wanted();
    if (wanted != told) {
      told = wanted;
      socket.interest(wanted);
    }
  }

  private int wanted() {
    ChannelState state = driver.state();
    if (state == ChannelState.CONNECTING) {
      return Readiness.WRITE;
    }
    if (state == ChannelState.CLOSED) {
      return told;
    }
    int wanted = driver.input().wantsReadiness() ? Readiness.READ : Readiness.NONE;
    if (driver.input().delivers()) {
      // Else nobody would take the byte, and it would be told over and over again.
      wanted |= urgent;
    }
    boolean asks = asksToWrite() && driver.output().isEmpty() && driver.isOpenForHandler();
    boolean writes = driver.output().wantsReadiness() || asks;
    return writes ? wanted | Readiness.WRITE : wanted;
  }

  boolean wantsUrgent() {
    return urgent != Readiness.NONE;
  }

  boolean isPolled() {
    return polling != null;
  }

  /** Whether the predicate of the dispatcher, if there is one, allows to read. */
  boolean allowsToRead() {
    return polling == null || polling.reading();
  }

  /** Whether the predicate of the dispatcher, if there is one, asks to write. */
  boolean asksToWrite() {
    return polling != null && polling.writing() && !driver.output().isEnding();
  }

  /** Asks the predicates; says whether reading has become wanted. */
  boolean poll() {
    return polling != null && polling.ask();
  }
}
