package dev.pollen.testkit.planted.scenario;

import dev.pollen.CloseReason.Kind;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A handler and its peer do whatever they may, in any order. What each sends arrives, in order, or
 * the end says how much did not (I-7, I-10).
 */
final class Conversation {
  private static final int TURNS = 6;
  private static final int SMALL = 100;
  private static final int LARGE = 20_000;

  /** What is left unread must not exceed the limit. */
  private static final int MOST_TO_HANDLER = 60_000;

  private final SimulatedNetwork network;
  private final Witness witness;
  private final Talker talker;
  private final Content toHandler;
  private final Content fromHandler;
  private final Peer peer;
  private boolean paused;
  private boolean slow;
  private boolean finished;
  private boolean gone;

  private Conversation(SimulatedNetwork network) {
    this.network = network;
    this.witness = Witness.on(network);
    this.toHandler = new Content(witness, "what the peer sends");
    this.fromHandler = new Content(witness, "what the handler sends");
    this.talker = new Talker(network, witness, toHandler, fromHandler);
    this.peer = network.servedBy(talker);
  }

  static void run(SimulatedNetwork network) {
    Conversation conversation = new Conversation(network);
    for (int i = 0; i < TURNS; i++) {
      conversation.turn();
    }
    conversation.end();
  }

  private void turn() {
    switch (network.choose("peer", 9)) {
      case 1, 2 -> say(1 + network.choose("small", SMALL));
      case 3 -> say(LARGE);
      case 4 -> {
        paused = true;
        peer.pauseReading();
      }
      case 5 -> {
        paused = false;
        peer.resumeReading();
      }
      case 6 -> {
        slow |= paused;
        network.advance(Duration.ofSeconds(1 + network.choose("seconds", 10)));
      }
      case 7 -> {
        finished = true;
        peer.finish();
      }
      case 8 -> leave();
      default -> network.settle();
    }
  }

  private void say(int count) {
    boolean isConnected = !finished && !gone && peer.isConnected();
    if (isConnected && toHandler.written() + count <= MOST_TO_HANDLER) {
      peer.write(toHandler.write(count));
      if (network.choose("finishes at once", 4) == 1) {
        finished = true;
        peer.finish();
      } else {
        network.settle();
      }
    }
  }

  /** Few do, or no conversation would ever be long. */
  private void leave() {
    int how = network.choose("leaves", 6);
    gone |= how == 1 || how == 2;
    if (how == 1) {
      peer.reset();
    } else if (how == 2) {
      peer.close();
    }
  }

  private void end() {
    boolean staysSilent = network.choose("stays silent", 2) == 1 && !talker.life.isOpen();
    if (staysSilent) {
      slow |= paused;
    } else {
      peer.resumeReading();
      boolean seesEnd = talker.hasEndedOutput && !talker.aborted && !gone && !slow;
      witness.require(!seesEnd || peer.hasEnded(), "the peer does not see the end");
      finished = true;
      peer.finish();
    }
    network.advance(Duration.ofMinutes(2));
    witness.require(talker.life.isClosed(), "the end is not told");
    if (talker.reason != null) {
      checkBytes(talker.reason.undeliveredBytes(), talker.reason.kind());
    }
    witness.tell();
  }

  private void checkBytes(long undelivered, Kind kind) {
    byte[] received = peer.receivedBytes();
    fromHandler.read(ByteBuffer.wrap(received), received.length);
    long taken = fromHandler.written() - undelivered;
    witness.require(
        network.loop().statistics().bytesSent() == taken,
        "the system took " + network.loop().statistics().bytesSent() + " bytes, not " + taken);
    boolean isWhole = !gone && !slow && !talker.aborted;
    if (isWhole) {
      witness.require(undelivered == 0, undelivered + " bytes are dropped");
      witness.require(received.length == taken, "the peer has not got all that was sent");
      witness.require(peer.hasEnded(), "the peer has not seen the end");
    }
    if (isWhole && !talker.closed) {
      witness.require(kind == Kind.PEER, "it ends for " + kind);
      witness.require(toHandler.read() == toHandler.written(), "the handler has not got all");
    }
  }
}
