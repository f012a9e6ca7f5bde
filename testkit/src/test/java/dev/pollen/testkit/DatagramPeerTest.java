package dev.pollen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.DatagramDispatcher;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shortest tests of a handler of datagrams. */
final class DatagramPeerTest {
  private static final class Echo extends DatagramDispatcher {
    @Override
    protected void handleDatagram(SocketAddress from) {
      send(recv(), from);
    }
  }

  /** Greets whoever it is connected to, and then says how long a datagram was. */
  private static final class Client extends DatagramDispatcher {
    @Override
    protected void handleDatagram(SocketAddress from) {
      reply("%d bytes".formatted(recv().remaining()));
    }
  }

  @Test
  void getsItsAnswer() {
    DatagramPeer peer = DatagramPeer.servedBy(new Echo());
    peer.send("hello").send("").send((byte) 7);
    assertThat(peer.received()).containsExactly("hello", "", "\u0007");
    assertThat(peer.take()).hasSize(3);
    assertThat(peer.send("more").take()).containsExactly("more");
    assertThat(peer.take()).isEmpty();
    assertThat(peer.advance(Duration.ofHours(1)).received()).hasSize(4);
  }

  @Test
  void isServedOrServes() {
    DatagramPeer peer = DatagramPeer.serving(new Client());
    assertThat(peer.send("hello").received()).containsExactly("5 bytes");
  }

  @Test
  void severalTalkToOneSocket() {
    try (SimulatedNetwork network = SimulatedNetwork.ideal()) {
      SocketAddress address = network.serve(new Echo());
      DatagramPeer ann = network.openDatagrams();
      DatagramPeer bob = network.openDatagrams();
      ann.send("ann", address);
      bob.send("bob", address);
      assertThat(ann.received()).isEqualTo(List.of("ann"));
      assertThat(bob.lastSender()).isEqualTo(address);
      assertThatThrownBy(() -> ann.send("to nobody"))
          .hasMessage("To whom? This peer was opened without a receiver");
    }
  }
}
