package dev.pollen.linux.stress;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A client on the transport that is put to the test, which pauses now and then. */
final class PollenClient extends ConnectionDispatcher {
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Load load;
  private final Loop loop;
  private final Random random;
  private final Script script;
  private int sentPieces;
  private int received;
  private boolean isConnected;

  private PollenClient(Load load, Loop loop, Random random) {
    this.load = load;
    this.loop = loop;
    this.random = random;
    this.script = load.script(random);
  }

  /** Begins a life, after which the next one follows as long as the load goes on. */
  static void begin(Load load, Loop loop, Random random) {
    if (load.tryBegin()) {
      PollenClient client = new PollenClient(load, loop, random);
      loop.connect(client.script.address(), client);
    }
  }

  @Override
  protected void handleConnect() throws IOException {
    isConnected = true;
    goOn();
  }

  @Override
  protected void handleRead() throws IOException {
    received = script.stream().check(received, recv());
    if (random.nextInt(10) == 0) {
      connection().pauseReading();
      connection()
          .schedule(
              Duration.ofNanos(random.nextLong(LONGEST_PAUSE_NANOS)), connection()::resumeReading);
    }
    if (received == sentPieces * script.pieceBytes()) {
      goOn();
    }
  }

  private void goOn() throws IOException {
    if (sentPieces < script.pieces()) {
      send(script.stream().bytes(sentPieces * script.pieceBytes(), script.pieceBytes()));
      sentPieces++;
      return;
    }
    switch (script.ending()) {
      case HALF_CLOSE -> connection().shutdownOutput();
      case CLOSE -> close();
      case RESET -> abort();
    }
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    if (!isConnected || script.isComplete() || cause instanceof Error) {
      load.failed(script, cause);
    }
    super.handleError(cause);
  }

  @Override
  protected void handleClose(CloseReason reason) {
    if (script.isComplete() && received != script.bytes()) {
      load.failed(script, new AssertionError("Only " + received + " have come back: " + reason));
    }
    load.ended();
    begin(load, loop, random);
  }
}
