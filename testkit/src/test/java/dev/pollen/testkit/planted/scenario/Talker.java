package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.SimulatedNetwork;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Does whatever a handler may do, whenever it is told something. */
final class Talker extends WatchedHandler {
  private static final int SMALL = 100;
  private static final int LARGE = 50_000;

  private final SimulatedNetwork network;
  private final Content input;
  private final Content output;

  /** Whether it has closed the connection, in whatever way. */
  boolean closed;

  /** Whether it sends nothing more. */
  boolean hasEndedOutput;

  /** Whether it has closed it without waiting for what it had sent. */
  boolean aborted;

  Talker(SimulatedNetwork network, Witness witness, Content input, Content output) {
    super(witness);
    this.network = network;
    this.input = input;
    this.output = output;
  }

  @Override
  void opened() {
    act();
  }

  @Override
  void read() {
    witness.require(!connection().isReadingPaused(), "it is told of bytes while it does not read");
    int available = recv().remaining();
    input.read(recv(), available - network.choose("leaves unread", 3) * available / 4);
    act();
  }

  @Override
  void ended() throws Exception {
    ByteBuffer rest = recv();
    input.read(rest, rest.remaining());
    act();
    if (!closed) {
      hasEndedOutput = true;
      super.ended();
      leave();
    }
  }

  @Override
  void failed(Throwable cause) throws Exception {
    closed = true;
    hasEndedOutput = true;
    super.failed(cause);
  }

  private void act() {
    switch (network.choose("handler", 8)) {
      case 1 -> say(1 + network.choose("says", SMALL));
      case 2 -> say(LARGE);
      case 3 -> {
        connection().pauseReading();
        later(Duration.ofMillis(10), () -> connection().resumeReading());
      }
      case 4 -> later(Duration.ofMillis(5), this::act);
      case 5 -> end();
      default -> {}
    }
  }

  private void later(Duration delay, Life.Hook hook) {
    Runnable task =
        () -> {
          try {
            life.happens("a timer", hook);
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        };
    connection().schedule(delay, task);
  }

  private void say(int count) {
    long before = connection().queuedBytes();
    send(output.write(count));
    if (connection().queuedBytes() == before) {
      // Nothing is sent any more: it has ended its side, or the peer is gone and that is told soon.
      output.unwrite(count);
    }
  }

  private void end() {
    int how = network.choose("ends", 8);
    closed |= how == 1 || how == 2 || how == 3;
    aborted |= how == 2;
    hasEndedOutput |= how == 1 || how == 4;
    switch (how) {
      case 1 -> {
        leave();
        close();
      }
      case 2 -> {
        leave();
        abort();
      }
      case 3 -> throw new IllegalArgumentException("A handler fails");
      case 4 -> connection().shutdownOutput();
      default -> {}
    }
  }
}
