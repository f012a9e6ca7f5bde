package dev.pollen;

import dev.pollen.flight.RunningCallback;

/** What a {@link PolledDispatcher} has answered last. */
final class Polling {
  private final Connection connection;
  private final PolledDispatcher dispatcher;
  private boolean reading = true;
  private boolean writing;

  Polling(Connection connection, PolledDispatcher dispatcher) {
    this.connection = connection;
    this.dispatcher = dispatcher;
  }

  boolean reading() {
    return reading;
  }

  boolean writing() {
    return writing;
  }

  /** Asks; says whether reading has become wanted. */
  boolean ask() {
    boolean wasReading = reading;
    RunningCallback call = connection.begin(Event.READABLE);
    try {
      reading = dispatcher.readable();
    } catch (Throwable cause) {
      connection.tellFailure(Event.READABLE, cause);
    }
    connection.ends(call, Event.READABLE);
    if (!connection.driver().isOpenForHandler()) {
      return false;
    }
    call = connection.begin(Event.WRITABLE);
    try {
      writing = dispatcher.writable();
    } catch (Throwable cause) {
      connection.tellFailure(Event.WRITABLE, cause);
    }
    connection.ends(call, Event.WRITABLE);
    return reading && !wasReading;
  }
}
