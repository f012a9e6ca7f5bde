package dev.pollen.testkit.assertion;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.DatagramDispatcher;
import dev.pollen.testkit.DatagramPeer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.Test;

/** Each assertion passes when it is true, and says what is there when it is not. */
final class DatagramPeerAssertTest {
  private static final class Echo extends DatagramDispatcher {
    @Override
    protected void handleDatagram(SocketAddress from) {
      send(recv(), from);
    }
  }

  private final DatagramPeer peer = DatagramPeer.servedBy(new Echo());

  @Test
  void whatHasArrived() {
    assertThat(peer).hasReceivedNothing();
    peer.send("a").send("");
    assertThat(peer).hasReceived("a", "").hasJustReceived("a", "").hasJustReceivedNothing();
    peer.send("b");
    assertThat(peer).hasJustReceived("b");
  }

  @Test
  void whatElseHasArrivedIsShown() {
    assertThatThrownBy(() -> assertThat(peer).hasReceived("a"))
        .hasMessage("Expected udp-2 to have received\n  \"a\"\nbut there is nothing");
    peer.send("a\n").send("");
    assertThatThrownBy(() -> assertThat(peer).hasReceived("a\n"))
        .hasMessage(
            "Expected udp-2 to have received\n  \"a\\n\"\nbut there is\n  \"a\\n\"\n  \"\"");
    assertThatThrownBy(() -> assertThat(peer).hasReceivedNothing())
        .hasMessageStartingWith("Expected udp-2 to have received nothing\nbut there is\n");
  }

  @Test
  void whoSentIt() {
    peer.send("a");
    assertThat(peer).heardLastFrom(peer.lastSender());
    assertThatThrownBy(
            () ->
                assertThat(peer)
                    .heardLastFrom(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)))
        .hasMessageMatching(
            "Expected udp-2 to have heard last from localhost/127.0.0.1:1\nbut there is one from .*");
  }
}
