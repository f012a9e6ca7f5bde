package dev.pollen.testkit.planted.scenario;

import dev.pollen.Limits;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;

/** A peer that sends much at a time does not keep the others waiting for longer than a turn. */
final class Bursts extends WatchedHandler {
  private static final int BYTES = 2000;

  private final int[] told;
  private int inThisTurn;
  private long pass = -1;

  private Bursts(Witness witness, int[] told) {
    super(witness);
    this.told = told;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    int[] told = new int[1];
    Peer[] peers = new Peer[1 + network.choose("others", 3)];
    for (int i = 0; i < peers.length; i++) {
      peers[i] = network.servedBy(new Bursts(witness, told));
    }
    for (Peer peer : peers) {
      peer.write(new byte[BYTES]);
    }
    network.settle();
    witness.require(told[0] == peers.length * BYTES, "it is told of " + told[0] + " bytes");
    witness.tell();
  }

  @Override
  void read() {
    long now = connection().loop().statistics().passes();
    inThisTurn = now == pass ? inThisTurn + 1 : 1;
    pass = now;
    witness.require(
        inThisTurn <= Limits.DEFAULT.receivesPerPass(),
        "it is told of " + inThisTurn + " receives in a turn");
    told[0] += recv().remaining();
    discardInput();
  }
}
