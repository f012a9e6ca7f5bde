package dev.pollen.testkit.contract;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;

/** Peers that connect to a server, say something, and end or leave, in any order. */
final class ServerScenario implements Scenario {
  private static final int STEPS = 24;
  private static final int LARGE = 9000;
  private static final int LONGEST_MILLIS = 3000;

  private final Limits limits;

  ServerScenario(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void run(SimulatedNetwork network) throws Exception {
    Contract contract = new Contract(network);
    Loop loop = contract.openLoop(limits);
    SocketAddress address = Host.listen(contract, loop, limits, contract::peerAt).address();
    contract.settle();
    for (int i = 0; i < STEPS; i++) {
      step(contract, address);
      contract.goOn(LONGEST_MILLIS);
    }
    if (contract.choose("end", 3) == 2) {
      contract.shutDown(Duration.ofMillis(contract.choose("deadline", LONGEST_MILLIS)));
    } else {
      contract.end();
    }
  }

  private static void step(Contract contract, SocketAddress address) {
    SimulatedNetwork network = contract.network();
    int what = contract.choose("step", 16);
    List<RawPeer> peers = contract.peers();
    if (what == 1 || what == 2 || (what > 2 && peers.isEmpty())) {
      network.atOnce(() -> new RawPeer(contract, address, network.connect(address)));
    } else if (what > 2) {
      RawPeer peer = peers.get(contract.choose("which", peers.size()));
      network.atOnce(() -> step(contract, peer, what));
    }
  }

  private static void step(Contract contract, RawPeer peer, int what) {
    switch (what) {
      case 3, 4, 5, 6 -> peer.write(1 + contract.choose("size", 200));
      case 7, 8 -> peer.write(1 + contract.choose("size", LARGE));
      case 9 -> peer.pause();
      case 10 -> peer.resume();
      case 11 -> peer.finish();
      case 12 -> peer.close();
      case 13 -> peer.reset();
      case 14 -> peer.sendUrgent();
      default -> contract.network().limitDescriptors(1 + contract.choose("descriptors", 6));
    }
  }
}
