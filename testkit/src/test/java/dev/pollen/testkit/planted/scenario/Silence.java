package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.time.Duration;

/** Silence is told when it has lasted, whatever came and went before. */
final class Silence extends WatchedHandler {
  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final int TURNS = 8;

  private final SimulatedNetwork network;
  private Duration last = Duration.ZERO;
  private int told;

  private Silence(SimulatedNetwork network, Witness witness) {
    super(witness);
    this.network = network;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    Silence handler = new Silence(network, witness);
    Peer peer = network.servedBy(handler);
    for (int i = 0; i < TURNS; i++) {
      handler.told = 0;
      peer.send("a");
      Duration pause = Duration.ofMillis(200L * network.choose("pause", 8));
      network.advance(pause);
      boolean isSilent = pause.compareTo(LIMIT) > 0;
      witness.require(!isSilent || handler.told > 0, "silence is not told");
    }
    witness.tell();
  }

  @Override
  void opened() {
    last = network.elapsed();
    onIdle(LIMIT, () -> life.happens("silence", this::silence));
  }

  @Override
  void read() {
    discardInput();
    last = network.elapsed();
  }

  private void silence() {
    told++;
    Duration lasted = network.elapsed().minus(last);
    witness.require(lasted.compareTo(LIMIT) >= 0, "silence is told after " + lasted);
  }
}
