package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Answers that come later leave in the order of the questions, and meanwhile no more is read. */
final class Answers extends WatchedHandler {
  private final SimulatedNetwork network;
  private int missing;

  private Answers(SimulatedNetwork network, Witness witness) {
    super(witness);
    this.network = network;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    Answers handler = new Answers(network, witness);
    Peer peer = network.servedBy(handler);
    String questions = "abcdefghijklmnopqrstuvwxyz";
    peer.send(questions);
    network.advance(Duration.ofSeconds(1));
    witness.require(peer.received().equals(questions), "the answers are " + peer.received());
    witness.require(handler.missing == 0, "answers are missing");
    witness.tell();
  }

  @Override
  void read() {
    witness.require(missing == 0, "it is asked while it owes an answer");
    for (int i = network.choose("takes", 4); i >= 0 && recv().hasRemaining(); i--) {
      answer(String.valueOf((char) recv().get()));
    }
  }

  private void answer(String text) {
    CompletableFuture<String> later = new CompletableFuture<>();
    missing++;
    replyLater(
        later,
        answer -> {
          missing--;
          send(answer);
        });
    Duration delay = Duration.ofMillis(network.choose("delay", 5));
    connection().loop().schedule(delay, () -> later.complete(text));
  }
}
