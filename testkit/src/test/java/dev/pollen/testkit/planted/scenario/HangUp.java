package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.time.Duration;

/**
 * A peer that reads nothing says a last word and is gone. The word was received, so it is told
 * (I-7); and how much was not sent is told, too (I-10).
 */
final class HangUp extends WatchedHandler {
  private static final int MORE_THAN_FITS = 300_000;
  private static final int MOST = 5000;

  private final Content input;

  private HangUp(Witness witness, Content input) {
    super(witness);
    this.input = input;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    Content content = new Content(witness, "the last word");
    HangUp handler = new HangUp(witness, content);
    Peer peer = network.servedBy(handler).pauseReading().send(content.write(1));
    peer.write(content.write(1 + network.choose("bytes", MOST))).close();
    network.advance(Duration.ofSeconds(1));
    witness.require(handler.life.isClosed(), "the end is not told");
    witness.require(content.read() == content.written(), "the last word is lost");
    if (handler.reason != null) {
      long sent = network.loop().statistics().bytesSent();
      long undelivered = handler.reason.undeliveredBytes();
      witness.require(
          sent + undelivered == MORE_THAN_FITS, sent + " bytes are sent, " + undelivered + " not");
    }
    witness.tell();
  }

  @Override
  void read() {
    if (input.read() == 0) {
      send(new byte[MORE_THAN_FITS]);
    }
    input.read(recv(), recv().remaining());
  }
}
