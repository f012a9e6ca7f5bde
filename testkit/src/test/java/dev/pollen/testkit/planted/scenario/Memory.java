package dev.pollen.testkit.planted.scenario;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Connection;
import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What connections leave unread, or have not sent, is limited for each and for all together; and
 * whoever ends gives back what it had (I-12).
 */
final class Memory extends WatchedHandler {
  private static final int MAX_INPUT = 10_000;
  private static final int MAX_MEMORY = 300_000;
  private static final int PEERS = 12;

  /** More than the system takes at a time. */
  private static final int QUEUED = 100_000;

  private static final Limits LIMITS =
      Limits.DEFAULT.with(limits -> limits.maxInput(MAX_INPUT).maxMemory(MAX_MEMORY));

  private boolean hasAnswered;

  private Memory(Witness witness) {
    super(witness);
  }

  static void run(SimulatedNetwork network) {
    Witness witness = Witness.on(network);
    network.sendBuffer(0);
    Loop loop = network.openLoop(LIMITS);
    crowd(network, witness, loop);
    for (int i = 0; i < PEERS; i++) {
      Memory handler = new Memory(witness);
      Peer peer = network.servedBy(handler);
      int count = 1 + network.choose("bytes", 2 * MAX_INPUT);
      peer.send(new byte[count]);
      peer.close();
      network.advance(Duration.ofSeconds(6));
      witness.require(handler.life.isClosed(), "the end is not told");
      boolean isTooMuch = handler.reason != null && handler.reason.kind() == Kind.LIMIT;
      witness.require(isTooMuch == count > MAX_INPUT, count + " bytes, ended: " + handler.reason);
    }
    witness.tell();
  }

  /** Peers that read nothing, for all of which there is not enough. */
  private static void crowd(SimulatedNetwork network, Witness witness, Loop loop) {
    List<Peer> crowd = new ArrayList<>();
    for (int i = 0; i < PEERS; i++) {
      crowd.add(network.servedBy(new Memory(witness)).pauseReading().send("x"));
      long queued =
          loop.channels().stream().mapToLong(channel -> ((Connection) channel).queuedBytes()).sum();
      witness.require(queued <= MAX_MEMORY, queued + " bytes are queued");
    }
    crowd.forEach(Peer::close);
    network.advance(Duration.ofSeconds(6));
  }

  /** Leaves everything, but answers the first of it. */
  @Override
  void read() {
    if (!hasAnswered) {
      hasAnswered = true;
      send(new byte[QUEUED]);
    }
  }

  @Override
  void failed(Throwable cause) {
    leave();
  }

  @Override
  void ended() {
    leave();
    abort();
  }
}
