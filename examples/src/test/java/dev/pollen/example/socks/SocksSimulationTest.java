package dev.pollen.example.socks;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.testkit.Peer;
import dev.pollen.testkit.PeerServer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.junit.EachFault;
import dev.pollen.testkit.junit.FaultSet;
import dev.pollen.testkit.junit.Simulated;
import dev.pollen.testkit.junit.SimulatedTest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The proxy between two peers that know nothing of it, on a network that can be rewound. */
@Simulated
final class SocksSimulationTest {
  private SimulatedNetwork network;
  private PeerServer destination;
  private Peer client;

  @BeforeEach
  void serve(SimulatedNetwork ofThisRun) {
    network = ofThisRun;
    network.openLoop(SocksServer.LIMITS);
    destination = network.listen();
    client = network.servedBy(new SocksServerDispatcher(SocksServer.forAll()));
  }

  private void ask() {
    ask(port());
  }

  private int port() {
    return ((InetSocketAddress) destination.address()).getPort();
  }

  /** Asks for the destination by its name, which the proxy has to look up. */
  private void ask(int port) {
    client.send("\5\1\0");
    byte[] request = "\5\1\0\3\11localhost__".getBytes(StandardCharsets.UTF_8);
    request[request.length - 2] = (byte) (port >> 8);
    request[request.length - 1] = (byte) port;
    client.send(request);
  }

  @SimulatedTest(seeds = 200)
  void relaysInBothDirections() {
    ask();
    Peer there = destination.accept();
    assertThat(client.takeBytes()).startsWith(5, 0, 5, 0, 0, 1).hasSize(12);
    String much = "x".repeat(100_000);
    client.send("hello").send(much).finish();
    assertThat(there).hasReceived("hello" + much).hasEnded();
    there.send(much).send("goodbye").finish();
    assertThat(client).hasJustReceived(much + "goodbye").hasEndedCleanly();
  }

  @SimulatedTest(seeds = 200)
  void whoIsRefusedHearsWhyBeforeTheEnd() {
    int port = port();
    destination.close();
    ask(port);
    assertThat(client).hasReceived("\5\0" + "\5\5\0\1\0\0\0\0\0\0").hasEndedCleanly();
  }

  @EachFault(faults = FaultSet.ALL)
  void keepsNoConnectionWhoseOtherEndIsGone() {
    ask();
    Peer there = destination.poll();
    client.send("hello");
    client.close();
    if (there != null) {
      there.close();
    }
    // Longer than the clock jumps, so that there is time left behind that.
    network.advance(Duration.ofHours(2));
    assertThat(network.openSockets()).as("the listener").isOne();
  }

  @Test
  void hasNoPatienceWithWhoDoesNotSayWhatTheyWant() {
    client.send("\5\1\0\5\1\0").advance(Duration.ofSeconds(30).minusNanos(1));
    assertThat(client).hasReceived("\5\0").isConnected().hasNotEnded();
    client.advance(Duration.ofNanos(1));
    assertThat(client).hasReceived("\5\0").hasEnded();
  }

  @Test
  void aRelayMayBeSilentForAnHour() {
    ask();
    Peer there = destination.accept();
    network.advance(Duration.ofMinutes(59));
    there.send("still here");
    assertThat(client.take()).endsWith("still here");
    network.advance(Duration.ofHours(1).minusNanos(1));
    assertThat(client).isConnected().hasNotEnded();
    network.advance(Duration.ofNanos(1));
    assertThat(client).hasEnded();
    client.close();
    assertThat(there).hasEnded();
  }
}
