package dev.pollen.testkit.planted.scenario;

import dev.pollen.CloseReason;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Limits;
import dev.pollen.testkit.DatagramPeer;
import dev.pollen.testkit.SimulatedNetwork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A socket for datagrams answers each, empty ones too, and outlives every failure. */
final class Packets extends DatagramDispatcher {
  private static final int TURNS = 12;
  private static final int MAX_MEMORY = 1500;

  /** The other answer to each. */
  private static final String SECOND = "second";

  private final Life life;
  private int failures;

  private Packets(Witness witness) {
    this.life = new Life(witness);
  }

  static void run(SimulatedNetwork network) throws Exception {
    Witness witness = Witness.on(network);
    Packets handler = new Packets(witness);
    InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    Limits limits = Limits.DEFAULT.with(l -> l.maxMemory(MAX_MEMORY));
    SocketAddress server = network.openLoop(limits).bind(anywhere, handler).localAddress();
    DatagramPeer peer = network.openDatagrams(anywhere);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      String datagram = text(network.choose("length", 4), i);
      if (!datagram.startsWith("x")) {
        expected.add(datagram);
        expected.add(SECOND);
      }
      peer.send(datagram, server);
    }
    network.advance(Duration.ofSeconds(2));
    witness.require(
        peer.received().equals(expected), "answers are " + peer.received() + ", not " + expected);
    unreachable(network, witness, anywhere);
    witness.tell();
  }

  /** What begins with an x makes the handler fail. */
  private static String text(int kind, int number) {
    return switch (kind) {
      case 1 -> "";
      case 2 -> "x" + number;
      case 3 -> "long ".repeat(40) + number;
      default -> "short " + number;
    };
  }

  /** Nobody is there at first, which costs what is sent then, and no more. */
  private static void unreachable(
      SimulatedNetwork network, Witness witness, InetSocketAddress anywhere) throws Exception {
    DatagramPeer gone = network.openDatagrams(anywhere);
    InetSocketAddress address = (InetSocketAddress) gone.address();
    gone.close();
    Packets client = new Packets(witness);
    network.loop().connect(address, client);
    network.settle();
    client.datagrams().send("into the void");
    network.advance(Duration.ofSeconds(1));
    DatagramPeer peer = network.openDatagrams(address);
    if (client.life.isOpen()) {
      client.datagrams().send("hello");
      network.advance(Duration.ofSeconds(1));
      client.datagrams().send("again");
      network.advance(Duration.ofSeconds(1));
    }
    witness.require(client.failures > 0, "nobody hears that nobody is there");
    witness.require(peer.received().contains("again"), "a failure has ended the socket");
  }

  @Override
  protected void handleOpen() throws Exception {
    life.opens("open", () -> {});
  }

  @Override
  protected void handleDatagram(SocketAddress from) throws Exception {
    life.happens(
        "a datagram",
        () -> {
          if (recv().hasRemaining() && recv().get(recv().position()) == 'x') {
            throw new IllegalArgumentException("A handler fails");
          }
          reply(recv());
          reply(SECOND);
        });
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    life.fails(() -> failures++);
  }

  @Override
  protected void handleClose(CloseReason reason) throws Exception {
    life.closes(() -> {});
  }
}
