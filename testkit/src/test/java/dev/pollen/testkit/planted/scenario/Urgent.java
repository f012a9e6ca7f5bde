package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.time.Duration;

/**
 * An urgent byte is told once, and not before what was sent before it. What was sent behind it may
 * have been received together with that: no transport tells where in the stream it stands.
 */
final class Urgent extends WatchedHandler {
  private static final int TURNS = 6;
  private static final int MOST = 300;
  private static final Duration PAUSE = Duration.ofMillis(10);

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

  private final SimulatedNetwork network;
  private final Content input;

  /** So many bytes were sent before the urgent one. */
  private long mark;

  private int told;

  private Urgent(SimulatedNetwork network, Witness witness, Content input) {
    super(witness);
    this.network = network;
    this.input = input;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    Content content = new Content(witness, "what is received");
    Urgent handler = new Urgent(network, witness, content);
    Peer peer = network.servedBy(handler);
    for (int i = 0; i < TURNS; i++) {
      peer.send(content.write(1 + network.choose("before", MOST)));
      handler.mark = content.written();
      peer.sendUrgent((byte) i);
      peer.send(content.write(1 + network.choose("behind", MOST)));
      network.advance(LONG_ENOUGH);
      witness.require(handler.told == i + 1, handler.told + " urgent bytes are told");
    }
    witness.require(content.read() == content.written(), "not all is received");
    witness.tell();
  }

  @Override
  protected boolean wantsUrgent() {
    return true;
  }

  @Override
  void read() {
    input.read(recv(), recv().remaining());
    if (network.choose("pauses", 2) == 1) {
      connection().pauseReading();
      connection().schedule(PAUSE, () -> connection().resumeReading());
    }
  }

  @Override
  protected void handleUrgent(byte value) throws Exception {
    life.happens(
        "an urgent byte",
        () -> {
          witness.require(value == told, "the urgent byte is " + value);
          witness.require(input.read() >= mark, "it is told behind byte " + input.read());
          told++;
        });
  }
}
