package dev.pollen.testkit.planted.scenario;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Limits;
import dev.pollen.Producer;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * A peer reads slowly, and what is sent to it waits within limits (I-12): it is sent by a handler
 * that slows down when it is told so, by a producer, or by a handler that does not care.
 */
final class Flow extends WatchedHandler {
  private static final int LOW = 20_000;
  private static final int HIGH = 40_000;
  private static final int MOST = 100_000;

  /** What one producer is given at a time. */
  private static final int SEGMENT = 16 * 1024;

  private static final int ALL = 200_000;
  private static final Limits LIMITS =
      Limits.DEFAULT.with(limits -> limits.outputLowMark(LOW).outputHighMark(HIGH).maxOutput(MOST));

  private final SimulatedNetwork network;
  private final Content content;
  private final boolean produces;
  private final boolean isReckless;
  private int closedProducers;

  private Flow(SimulatedNetwork network, Witness witness, Content content) {
    super(witness);
    this.network = network;
    this.content = content;
    this.produces = network.choose("produces", 2) == 1;
    this.isReckless = !produces && network.choose("does not care", 3) == 1;
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    network.openLoop(LIMITS);
    Content content = new Content(witness, "what is sent");
    Flow handler = new Flow(network, witness, content);
    Peer peer = network.servedBy(handler);
    peer.pauseReading().send("x");
    network.advance(Duration.ofMillis(50));
    if (!handler.isReckless) {
      peer.resumeReading();
      network.advance(Duration.ofSeconds(2));
    }
    handler.check(peer);
    witness.tell();
  }

  private void check(Peer peer) {
    if (isReckless) {
      witness.require(reason != null && reason.kind() == Kind.LIMIT, "it ends for " + reason);
      return;
    }
    byte[] received = peer.receivedBytes();
    content.read(ByteBuffer.wrap(received), received.length);
    witness.require(received.length == ALL, received.length + " bytes arrive of " + ALL);
    witness.require(closedProducers == (produces ? 1 : 0), closedProducers + " are closed");
  }

  @Override
  void read() {
    discardInput();
    if (produces) {
      send(new Source());
    } else {
      fill();
    }
  }

  @Override
  void drained() {
    fill();
  }

  private void fill() {
    boolean hasRoom = true;
    while ((hasRoom || isReckless) && content.written() < ALL && life.isOpen()) {
      hasRoom = send(content.write(5000));
      witness.require(connection().queuedBytes() <= MOST, "too much is queued");
    }
  }

  @Override
  void failed(Throwable cause) {
    leave();
  }

  private final class Source implements Producer {
    private boolean isEmpty;

    @Override
    public Outcome produce(ByteBuffer room) {
      witness.require(!isEmpty, "it is asked although it has nothing");
      long waiting = connection().queuedBytes();
      witness.require(waiting <= LOW + SEGMENT, waiting + " bytes wait, but more is asked for");
      if (network.choose("has nothing", 8) == 1) {
        isEmpty = true;
        connection().schedule(Duration.ofMillis(1), this::isReady);
        return Outcome.PENDING;
      }
      room.put(content.write((int) Math.min(room.remaining(), ALL - content.written())));
      return content.written() == ALL ? Outcome.END : Outcome.READY;
    }

    private void isReady() {
      isEmpty = false;
      connection().producerReady();
    }

    @Override
    public void close() {
      closedProducers++;
    }
  }
}
