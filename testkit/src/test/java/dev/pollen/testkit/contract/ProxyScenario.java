package dev.pollen.testkit.contract;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.PeerServer;
import dev.pollen.testkit.Scenario;
import dev.pollen.testkit.SimulatedNetwork;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Peers that talk through a proxy: what one sends, and only that, is what the other gets. */
final class ProxyScenario implements Scenario {
  private static final int STEPS = 30;
  private static final int MOST_PAIRS = 3;
  private static final int LARGE = 15_000;
  private static final int LONGEST_MILLIS = 1000;

  /** Whoever passes on more than the other side takes exceeds these. */
  private static final Limits LIMITS =
      Limits.DEFAULT.with(
          limits -> limits.maxInput(100).outputLowMark(500).outputHighMark(2000).maxOutput(3100));

  private static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  /** Has every peer served by one side of the proxy, and connects the other. */
  private static final class Proxy extends ListenerDispatcher {
    private final Contract contract;
    private final SocketAddress target;
    private int served;

    Proxy(Contract contract, SocketAddress target) {
      this.contract = contract;
      this.target = target;
    }

    @Override
    protected ConnectionDispatcher handleAccepted(SocketAddress from) {
      ProxySide side = new ProxySide(contract, "proxied-" + ++served);
      side.connect(listener().loop(), target);
      return side;
    }
  }

  /** Two peers with the proxy between them. */
  private static final class Pair {
    private final Contract contract;
    private final PeerServer server;
    private final RawPeer near;
    private @Nullable RawPeer far;

    Pair(Contract contract, Loop loop) throws IOException {
      this.contract = contract;
      server = contract.network().listen(ANYWHERE);
      SocketAddress proxy =
          contract
              .insist(() -> loop.listen(ANYWHERE, new Proxy(contract, server.address())))
              .localAddress();
      near = new RawPeer(contract, proxy, contract.network().connect(proxy));
    }

    /** The other end, once it has come. */
    void accept() {
      Peer peer = far == null ? server.poll() : null;
      if (peer != null) {
        far = new RawPeer(contract, server.address(), peer, near.fromSubject(), near.toSubject());
      }
    }

    void step(int what) {
      accept();
      RawPeer peer = far != null && contract.choose("side", 2) == 1 ? far : near;
      switch (what) {
        case 2, 3 -> peer.write(1 + contract.choose("size", 300));
        case 4, 5 -> peer.write(1 + contract.choose("size", LARGE));
        case 6 -> peer.pause();
        case 7 -> peer.resume();
        case 8 -> peer.finish();
        case 9 -> peer.reset();
        default -> peer.close();
      }
    }

    /** When everybody has had time: nothing is missing, and the end has come behind it. */
    void checkAllHasArrived() {
      RawPeer other = far;
      if (other != null && near.stays() && other.stays() && !contract.isAnythingCut()) {
        near.checkGot(other);
        other.checkGot(near);
      }
    }
  }

  @Override
  public void run(SimulatedNetwork network) throws IOException {
    Contract contract = new Contract(network);
    Loop loop = contract.openLoop(LIMITS);
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      int what = contract.choose("step", 11);
      if (what == 1 && pairs.size() < MOST_PAIRS) {
        pairs.add(new Pair(contract, loop));
      } else if (what > 1 && !pairs.isEmpty()) {
        Pair pair = pairs.get(contract.choose("which", pairs.size()));
        network.atOnce(() -> pair.step(what));
      }
      contract.goOn(LONGEST_MILLIS);
    }
    network.atOnce(
        () -> {
          pairs.forEach(Pair::accept);
          contract.peers().forEach(RawPeer::resume);
        });
    contract.settle();
    pairs.forEach(Pair::checkAllHasArrived);
    contract.end();
  }
}
