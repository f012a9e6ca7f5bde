package dev.pollen.testkit.assertion;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.testkit.Cuts;
import dev.pollen.testkit.Fault;
import dev.pollen.testkit.Faults;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.Step;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** Each assertion passes when it is true, and says what is there when it is not. */
final class PeerAssertTest {
  /** Answers with what it is told to do. */
  private static final class Obedient extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      String order = new String(recvBytes(), StandardCharsets.UTF_8);
      send("so: " + order);
      switch (order) {
        case "close\n" -> close();
        case "abort\n" -> abort();
        case "pause\n" -> connection().pauseReading();
        default -> {}
      }
    }
  }

  private final Peer peer = Peer.servedBy(new Obedient());

  private static void fails(String message, ThrowingCallable assertion) {
    assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessage(message);
  }

  @Test
  void whatHasArrived() {
    assertThat(peer).hasReceivedNothing().hasJustReceivedNothing();
    peer.send("a\n");
    assertThat(peer).hasReceived("so: a\n").hasJustReceived("so: a\n").hasJustReceivedNothing();
    peer.send("b\n");
    assertThat(peer).hasJustReceivedBytes("so: b\n".getBytes(StandardCharsets.UTF_8));
    assertThat(peer).hasReceived("so: a\nso: b\n").received().contains("b").startsWith("so");
  }

  @Test
  void whatElseHasArrivedIsShown() {
    peer.send("a\r\nb\0");
    fails(
        """
        Expected tcp-1.client (connected) to have received
          "so: a\\r\\n"
          "c"
        but there is
          "so: a\\r\\n"
          "b\\x00"
        The first difference is at byte 8.""",
        () -> assertThat(peer).hasReceived("so: a\r\nc"));
    fails(
        """
        Expected tcp-1.client (connected) to have received nothing
        but there is
          "so: a\\r\\n"
          "b\\x00\"""",
        () -> assertThat(peer).hasReceivedNothing());
    assertThat(peer).hasJustReceived("so: a\r\nb\0");
    fails(
        """
        Expected tcp-1.client (connected) to have just received
          "x"
        but there is nothing""",
        () -> assertThat(peer).hasJustReceived("x"));
  }

  @Test
  void toolsCanShowTheDifference() {
    assertThatThrownBy(() -> assertThat(peer).hasReceived("x"))
        .isInstanceOfSatisfying(
            AssertionFailedError.class,
            failure ->
                org.assertj.core.api.Assertions.assertThat(failure.getExpected().getValue())
                    .isEqualTo("x"));
  }

  @Test
  void longStreamsAreShownWhereTheyDiffer() {
    peer.send("x".repeat(9000));
    assertThatThrownBy(() -> assertThat(peer).hasReceived("so: " + "x".repeat(5000)))
        .hasMessageContaining("\n  (4004 bytes)\n  \"xxx")
        .hasMessageContaining("x\"\n  (2000 bytes more)\nThe first difference is at byte 5005.");
  }

  @Test
  void howTheConnectionStands() {
    assertThat(peer).isConnected().hasNotEnded();
    fails(
        """
        Expected tcp-1.client (connected) to have seen the end of the stream.
        It has received nothing""",
        () -> assertThat(peer).hasEnded());
    peer.send("close\n");
    assertThat(peer).hasEnded().hasEndedCleanly();
    fails(
        """
        Expected tcp-1.client (ended) not to have seen the end of the stream.
        It has received
          "so: close\\n\"""",
        () -> assertThat(peer).hasNotEnded());
  }

  @Test
  void howItBroke() {
    peer.send("abort\n");
    assertThat(peer).wasReset();
    assertThatThrownBy(() -> assertThat(peer).isConnected())
        .hasMessageContaining(" (java.net.SocketException: Connection reset) to be connected.");
    assertThatThrownBy(() -> assertThat(peer).hasEndedCleanly())
        .hasMessageContaining("to have seen the end of the stream, and no failure.");
    assertThatThrownBy(() -> assertThat(peer).wasRefused())
        .hasMessageContaining("to have been refused a connection.");
  }

  @Test
  void whoFoundNobodyWasRefused() {
    Peer refused =
        peer.network().connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
    assertThat(refused).wasRefused();
    assertThatThrownBy(() -> assertThat(refused).wasReset())
        .hasMessageContaining("to have been reset.");
  }

  @Test
  void whatTheOtherSideHasNotRead() {
    assertThat(peer).hasBeenRead();
    peer.send("pause\n").send("one").send("two");
    fails(
        """
        Expected tcp-1.client (connected) to have been read, but 6 bytes were not.
        It has received
          "so: pause\\n\"""",
        () -> assertThat(peer).hasBeenRead());
    org.assertj.core.api.Assertions.assertThat(peer.unsent()).isZero();
    peer.send("x".repeat(10_000_000));
    org.assertj.core.api.Assertions.assertThat(peer.unread()).isEqualTo(10_000_006);
    org.assertj.core.api.Assertions.assertThat(peer.unsent()).isBetween(1, 9_999_999);
  }

  @Test
  void stepsAreToldIfThereAreAny() {
    Step step = new Step("tcp-1.server", Fault.SEGMENTATION.name(), 1, 1);
    try (SimulatedNetwork network = SimulatedNetwork.replaying(1, List.of(step))) {
      Peer cut = network.servedBy(new Obedient()).send("ab");
      assertThatThrownBy(() -> assertThat(cut).hasReceived("so: ab"))
          .hasMessageEndingWith(
              "\nUntil then:\n  1. tcp-1.server, SEGMENTATION 1: brings 1 of the bytes that are there");
    }
  }

  @Test
  void ofManyStepsTheLastAreTold() {
    try (SimulatedNetwork network = SimulatedNetwork.of(1, Faults.harmless())) {
      Peer cut = network.servedBy(new Obedient());
      cut.sendEach(Cuts.of("x".repeat(100)).byteByByte());
      assertThatThrownBy(() -> assertThat(cut).hasEnded())
          .hasMessageMatching("(?s).*Until then:\n  \\(\\d+ steps\\)\n  \\d+\\. .*");
    }
  }

  @Test
  void nobodyIsNoPeer() {
    assertThatThrownBy(() -> assertThat((Peer) null).isConnected())
        .hasMessageContaining("not to be null");
  }
}
