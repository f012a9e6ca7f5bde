package dev.pollen.testkit.planted.scenario;

import dev.pollen.Loop;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A loop that shuts down accepts nobody, and has ended when the time is over. */
final class Departure extends WatchedHandler {
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  private final SimulatedNetwork network;

  private Departure(SimulatedNetwork network, Witness witness) {
    super(witness);
    this.network = network;
  }

  static void run(SimulatedNetwork network) throws Exception {
    Witness witness = Witness.on(network);
    Loop loop = network.loop();
    List<Departure> handlers = new ArrayList<>();
    SocketAddress address =
        loop.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                () -> {
                  Departure handler = new Departure(network, witness);
                  handlers.add(handler);
                  return handler;
                })
            .localAddress();
    List<Peer> peers = new ArrayList<>();
    for (int i = network.choose("peers", 4); i >= 0; i--) {
      peers.add(network.connect(address));
    }
    loop.shutdown(DEADLINE);
    network.settle();
    Peer late = network.connect(address);
    witness.require(!late.isConnected() || late.hasEnded(), "somebody is accepted too late");
    if (network.choose("peers leave", 2) == 1) {
      peers.forEach(Peer::close);
    }
    network.advance(DEADLINE);
    witness.require(loop.channels().isEmpty(), "after the deadline there are " + loop.channels());
    for (Departure handler : handlers) {
      witness.require(handler.life.isClosed(), "an end is not told");
    }
    witness.tell();
  }

  @Override
  protected void handleShutdown() throws Exception {
    if (network.choose("goes", 2) == 1) {
      leave();
      super.handleShutdown();
    }
  }
}
