package dev.pollen.testkit.planted.scenario;

import dev.pollen.CloseReason;
import dev.pollen.PolledDispatcher;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;

/**
 * A handler is told of bytes, and of room for them, only if it has just answered that it wants to.
 */
final class Predicates extends PolledDispatcher {
  private static final int TURNS = 5;
  private static final int MOST = 2000;
  private static final String ANSWER = "w";

  private final SimulatedNetwork network;
  private final Witness witness;
  private final Life life;
  private final Content input;
  private boolean reads;
  private boolean writes;

  /** So many answers are to be written. */
  private int owed;

  /** At the end, it wants everything. */
  private boolean isWilling;

  private Predicates(SimulatedNetwork network, Witness witness, Content input) {
    this.network = network;
    this.witness = witness;
    this.life = new Life(witness);
    this.input = input;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    Content content = new Content(witness, "what is sent");
    Predicates handler = new Predicates(network, witness, content);
    Peer peer = network.servedBy(handler);
    for (int i = 0; i < TURNS; i++) {
      peer.send(content.write(1 + network.choose("bytes", MOST)));
      handler.owed++;
    }
    handler.isWilling = true;
    network.settle();
    witness.require(content.read() == content.written(), "not all is received");
    witness.require(peer.received().equals(ANSWER.repeat(TURNS)), "not all is answered");
    witness.tell();
  }

  @Override
  protected boolean readable() {
    reads = isWilling || network.choose("readable", 3) != 1;
    return reads;
  }

  @Override
  protected boolean writable() {
    writes = owed > 0 && (isWilling || network.choose("writable", 3) == 1);
    return writes;
  }

  @Override
  protected void handleAccept() throws Exception {
    life.opens("accept", () -> {});
  }

  @Override
  protected void handleRead() throws Exception {
    witness.require(reads, "it is told of bytes that it does not want");
    life.happens("read", () -> input.read(recv(), recv().remaining()));
  }

  @Override
  protected void handleWrite() throws Exception {
    witness.require(writes, "it is told of room that it does not want");
    life.happens(
        "write",
        () -> {
          owed--;
          writes = false;
          send(ANSWER);
        });
  }

  @Override
  protected void handleClose(CloseReason reason) throws Exception {
    life.closes(() -> {});
  }
}
