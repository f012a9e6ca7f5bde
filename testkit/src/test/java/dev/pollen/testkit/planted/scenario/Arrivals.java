package dev.pollen.testkit.planted.scenario;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.ListenerDispatcher;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listener outlives whatever peers, hooks and the system do to it (I-6). */
final class Arrivals extends ListenerDispatcher {
  private static final int MOST = 3;
  private static final int PER_PASS = 2;
  private static final int TURNS = 10;
  private static final Limits LIMITS =
      Limits.DEFAULT.with(limits -> limits.maxConnections(MOST).acceptsPerPass(PER_PASS));

  private final SimulatedNetwork network;
  private final Witness witness;
  private final List<Guest> guests = new ArrayList<>();
  private boolean isKind;
  private long pass;
  private int inThisPass;

  private Arrivals(SimulatedNetwork network, Witness witness) {
    this.network = network;
    this.witness = witness;
  }

  static void run(SimulatedNetwork network) throws Exception {
    Witness witness = Witness.on(network);
    Arrivals handler = new Arrivals(network, witness);
    SocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    SocketAddress address = network.openLoop(LIMITS).listen(anywhere, handler).localAddress();
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      switch (network.choose("peers", 5)) {
        case 1, 2 -> peers.add(network.connect(address));
        case 3 -> network.limitDescriptors(1 + network.choose("descriptors", 4));
        case 4 -> peers.forEach(Peer::close);
        default -> network.advance(Duration.ofSeconds(1));
      }
    }
    peers.forEach(Peer::close);
    network.limitDescriptors(Integer.MAX_VALUE);
    network.advance(Duration.ofSeconds(2));
    for (Guest guest : handler.guests) {
      witness.require(guest.life.isClosed(), "the end is not told");
    }
    handler.isKind = true;
    for (int i = 0; i < MOST; i++) {
      peers.add(network.connect(address).send("hello"));
    }
    List<Peer> served = peers.subList(peers.size() - MOST, peers.size());
    for (Peer peer : served) {
      witness.require(peer.received().equals("hello"), "a peer is not served any more");
    }
    Peer last = network.connect(address).send("hello");
    served.get(0).close();
    network.advance(Duration.ofSeconds(2));
    witness.require(last.received().equals("hello"), "a peer waits for a place that is free");
    witness.tell();
  }

  @Override
  protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
    long now = listener().loop().statistics().passes();
    inThisPass = now == pass ? inThisPass + 1 : 1;
    pass = now;
    witness.require(inThisPass <= PER_PASS, "a pass accepts " + inThisPass + " peers");
    int choice = isKind ? 0 : network.choose("hook", 4);
    if (choice == 1) {
      throw new IllegalArgumentException("A hook fails");
    }
    return choice == 2 ? null : new Guest();
  }

  @Override
  protected void handleError(Throwable cause) {
    if (network.choose("error hook", 3) == 1) {
      throw new IllegalArgumentException("An error hook fails", cause);
    }
  }

  private final class Guest extends WatchedHandler {
    Guest() {
      super(Arrivals.this.witness);
    }

    @Override
    void opened() {
      guests.add(this);
      long open = guests.stream().filter(guest -> !guest.isGone()).count();
      witness.require(open <= MOST, open + " connections are open");
    }

    /** The end is told at the end of a pass, but the place is free before. */
    private boolean isGone() {
      return connection().state() == ChannelState.CLOSED;
    }

    @Override
    void read() {
      send(recv());
    }

    @Override
    void closed(CloseReason why) {
      if (network.choose("close hook", 3) == 1) {
        throw new IllegalArgumentException("A close hook fails");
      }
    }
  }
}
