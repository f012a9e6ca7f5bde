package dev.pollen.testkit.planted.scenario;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.testkit.Fault;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.PeerServer;
import dev.pollen.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Connecting succeeds or fails, one of both is told, in time, and it is true (I-3). */
final class Attempts extends WatchedHandler {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final Limits LIMITS =
      Limits.DEFAULT.with(limits -> limits.connectTimeout(TIMEOUT));

  private @Nullable Throwable failure;

  private Attempts(Witness witness) {
    super(witness);
  }

  static void run(SimulatedNetwork network) throws Exception {
    Witness witness = Witness.on(network);
    PeerServer server = network.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    InetSocketAddress address = (InetSocketAddress) server.address();
    boolean isUp = network.choose("is down", 3) != 1;
    if (!isUp) {
      server.close();
    }
    InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    network.nameHost("twofold", nobody, address.getAddress());
    boolean isNamed = network.choose("by name", 2) == 1;
    SocketAddress remote =
        isNamed ? InetSocketAddress.createUnresolved("twofold", address.getPort()) : address;
    Attempts handler = new Attempts(witness);
    Loop loop = network.openLoop(LIMITS);
    // In the loop, so that the name is looked up in its turn.
    loop.execute(() -> loop.connect(remote, handler));
    network.settle();
    Peer peer = isUp ? server.poll() : null;
    network.advance(TIMEOUT);
    handler.check(peer, isUp && !isHindered(network));
    witness.tell();
  }

  private static boolean isHindered(SimulatedNetwork network) {
    return network.steps().stream()
        .anyMatch(
            step ->
                step.kind().equals(Fault.REFUSAL.name()) || step.kind().equals(Fault.HANG.name()));
  }

  private void check(@Nullable Peer peer, boolean mustStand) {
    if (life.isOpen()) {
      boolean isHeard = peer != null && peer.received().equals("hello");
      witness.require(isHeard, "it is told that it is connected, but nobody hears it");
    } else {
      witness.require(life.isClosed(), "neither success nor failure is told");
      witness.require(failure != null, "the failure is not told");
      witness.require(
          reason != null && reason.kind() == Kind.CONNECT_FAILED, "it ends for " + reason);
      witness.require(!mustStand, "it fails although somebody answers: " + failure);
    }
  }

  @Override
  void opened() {
    send("hello");
  }

  @Override
  void failed(Throwable cause) {
    failure = cause;
    leave();
  }
}
