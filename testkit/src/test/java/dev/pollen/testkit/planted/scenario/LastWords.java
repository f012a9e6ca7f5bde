package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A handler says something and closes, while its peer goes on talking. The peer gets all of it. */
final class LastWords extends WatchedHandler {
  private static final int MOST = 100_000;
  private static final int MOST_AT_A_TIME = 2000;
  private static final Duration LONGER_THAN_THE_DRAIN_TIMEOUT = Duration.ofSeconds(20);

  private final SimulatedNetwork network;
  private final Content output;

  private LastWords(SimulatedNetwork network, Witness witness, Content output) {
    super(witness);
    this.network = network;
    this.output = output;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    Content content = new Content(witness, "the last words");
    LastWords handler = new LastWords(network, witness, content);
    Peer peer = network.servedBy(handler).send("goes on ");
    for (int i = network.choose("goes on", 3); i > 0; i--) {
      peer.send(new byte[1 + network.choose("bytes", MOST_AT_A_TIME)]);
    }
    byte[] received = peer.receivedBytes();
    content.read(ByteBuffer.wrap(received), received.length);
    witness.require(content.read() == content.written(), "the last words are cut off");
    witness.require(peer.failure() == null, "the peer is told: " + peer.failure());
    witness.require(peer.hasEnded(), "the peer does not see the end");
    if (network.choose("goes", 2) == 1) {
      peer.finish();
      witness.require(handler.life.isClosed(), "it waits for a peer that has ended");
    }
    network.advance(LONGER_THAN_THE_DRAIN_TIMEOUT);
    witness.require(handler.life.isClosed(), "it waits for ever");
    witness.tell();
  }

  @Override
  void read() {
    discardInput();
    send(output.write(1 + network.choose("says", MOST)));
    leave();
    close();
  }
}
