package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Sends back what it is lent, or some of it, and some later. */
final class Echo extends WatchedHandler {
  private static final int TURNS = 5;
  private static final int MOST = 10_000;

  private final SimulatedNetwork network;

  private Echo(SimulatedNetwork network, Witness witness) {
    super(witness);
    this.network = network;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    Content content = new Content(witness, "what comes back");
    Peer peer = network.servedBy(new Echo(network, witness));
    for (int i = 0; i < TURNS; i++) {
      if (network.choose("pauses", 3) == 1) {
        peer.pauseReading();
      }
      peer.send(content.write(1 + network.choose("bytes", MOST)));
      peer.resumeReading();
    }
    peer.finish();
    network.advance(Duration.ofSeconds(1));
    byte[] received = peer.receivedBytes();
    content.read(ByteBuffer.wrap(received), received.length);
    witness.require(content.read() == content.written(), "not all comes back");
    witness.require(peer.hasEnded(), "it does not close");
    witness.tell();
  }

  @Override
  void read() {
    ByteBuffer input = recv();
    int limit = input.limit();
    int left = Math.min(network.choose("leaves", 4), input.remaining());
    send(input.limit(limit - left));
    input.limit(limit);
  }

  @Override
  void ended() throws Exception {
    send(recv());
    super.ended();
    leave();
  }
}
