package dev.pollen;

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
    try {
      reading = dispatcher.readable();
    } catch (Throwable cause) {
      connection.tellFailure(Event.READABLE, cause);
    }
    if (!connection.driver().isOpenForHandler()) {
      return false;
    }
    try {
      writing = dispatcher.writable();
    } catch (Throwable cause) {
      connection.tellFailure(Event.WRITABLE, cause);
    }
    return reading && !wasReading;
  }
}
