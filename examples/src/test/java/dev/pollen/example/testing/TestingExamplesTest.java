package dev.pollen.example.testing;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.Loop;
import dev.pollen.example.chat.Chat;
import dev.pollen.example.chat.ChatDispatcher;
import dev.pollen.example.echo.Echo;
import dev.pollen.example.echo.EchoDatagrams;
import dev.pollen.example.echo.EchoDatagramsDispatcher;
import dev.pollen.example.echo.EchoDispatcher;
import dev.pollen.example.echo.EchoServer;
import dev.pollen.example.echo.EchoServerDispatcher;
import dev.pollen.testkit.DatagramPeer;
import dev.pollen.testkit.Faults;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.PeerServer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.SimulationFailure;
import dev.pollen.testkit.Simulator;
import dev.pollen.testkit.junit.Simulated;
import dev.pollen.testkit.junit.SimulatedTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The tests that docs/testing.md shows, but for those of the mail server. */
final class TestingExamplesTest {

  @Test
  void echoes() {
    Peer peer = Peer.servedBy(new EchoDispatcher(new Echo()));
    peer.send("hello");
    assertThat(peer).hasReceived("hello");
  }

  @Test
  void echoesByHand() {
    Peer peer =
        Peer.servedBy(
            new ConnectionDispatcher() {
              @Override
              protected void handleRead() {
                send(recv());
              }
            });
    peer.send("hello");
    assertThat(peer).hasReceived("hello");
  }

  @Test
  void echoesDatagrams() {
    DatagramPeer peer = DatagramPeer.servedBy(new EchoDatagramsDispatcher(new EchoDatagrams()));
    peer.send("hello");
    assertThat(peer).hasReceived("hello");
  }

  @Test
  void saysHelloAndGoodbye() {
    Peer server = Peer.serving(new GreeterDispatcher(new Greeter()));
    assertThat(server).hasJustReceived("HELO ann\r\n");
    server.send("250 pleased to meet you\r\n");
    assertThat(server).hasJustReceived("QUIT\r\n").hasEnded();
  }

  @Test
  void findsItsServerByName(@Simulated SimulatedNetwork network) throws Exception {
    network.nameHost("mail.example", InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    PeerServer server = network.listen();
    int port = ((InetSocketAddress) server.address()).getPort();
    network
        .loop()
        .connect(
            InetSocketAddress.createUnresolved("mail.example", port),
            new GreeterDispatcher(new Greeter()));
    network.settle();
    assertThat(server.accept()).hasReceived("HELO ann\r\n");
  }

  @Test
  void tellsOthersWhatOneSays(@Simulated SimulatedNetwork network) {
    SocketAddress room = network.serve(new ChatDispatcher(new Chat()));
    Peer ann = network.connect(room);
    Peer bob = network.connect(room);
    bob.take();
    ann.send("hi\r\n");
    assertThat(bob).hasJustReceived("guest 1: hi\r\n");
  }

  @Test
  void twoLoopsTalk(@Simulated SimulatedNetwork network) throws Exception {
    Loop servers = network.openLoop();
    Loop clients = network.openLoop();
    SocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    SocketAddress address =
        servers.listen(anyPort, new EchoServerDispatcher(new EchoServer())).localAddress();
    clients.connect(address, new GreeterDispatcher(new Greeter()));
    network.settle();
    assertThat(clients.statistics().bytesReceived()).isEqualTo("HELO ann\r\nQUIT\r\n".length());
  }

  @Test
  void readsNoFasterThanItsPeer() {
    Peer peer = Peer.servedBy(new EchoDispatcher(new Echo())).pauseReading();
    peer.send(new byte[10_000_000]);
    assertThat(peer.unsent()).isPositive();
    peer.resumeReading();
    assertThat(peer).hasBeenRead();
    assertThat(peer.receivedBytes()).hasSize(10_000_000);
  }

  @SimulatedTest(seeds = 200)
  void echoesWhateverIsSent(SimulatedNetwork network) {
    RandomGenerator random = network.random("contents");
    Peer peer = network.servedBy(new EchoDispatcher(new Echo()));
    StringBuilder all = new StringBuilder();
    for (int i = network.choose("how many", 5); i > 0; i--) {
      String some = "x".repeat(random.nextInt(1, 10_000));
      all.append(some);
      peer.send(some);
    }
    assertThat(peer).hasReceived(all.toString());
  }

  @Test
  void hastyIsCaught() {
    assertThatThrownBy(() -> Simulator.with(Faults.harmless()).run(TestingExamplesTest::pings))
        .isInstanceOf(SimulationFailure.class)
        .hasMessage(TestingPageTest.page().failure());
  }

  /** With {@code @SimulatedTest} it would fail, as it should. */
  static void pings(SimulatedNetwork network) {
    Peer peer = network.servedBy(new HastyDispatcher(new Hasty())).send("PING\r\n");
    assertThat(peer).hasReceived("PONG\r\n");
  }
}
