package dev.pollen.example.events;

import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;

import dev.pollen.Connection;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.Offload;
import dev.pollen.annotation.OnDatagram;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnRead;
import dev.pollen.testkit.DatagramPeer;
import dev.pollen.testkit.Peer;
import dev.pollen.testkit.SimulatedNetwork;
import dev.pollen.testkit.junit.SimulatedTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Times and other threads of generated dispatchers, on a network that can be rewound. */
final class SimulatedEventsTest {
  /** Says every quarter of an hour that it is there. */
  static final class Lively {
    @Every("15m")
    String still() {
      return "still here\n";
    }
  }

  @Test
  void aDayOfQuarters() {
    Peer peer = Peer.servedBy(new SimulatedEventsTest_LivelyDispatcher(new Lively()));
    peer.advance(Duration.ofMinutes(15).minusNanos(1));
    assertThat(peer).hasJustReceivedNothing();
    peer.advance(Duration.ofNanos(1));
    assertThat(peer).hasJustReceived("still here\n");
    peer.advance(Duration.ofDays(1));
    assertThat(peer).hasJustReceived("still here\n".repeat(96)).isConnected();
  }

  /** Lets whoever says nothing for an hour go. */
  static final class Strict {
    @OnIdle("1h")
    void enough(Connection peer) {
      peer.close();
    }

    @OnRead
    byte[] read(byte[] some) {
      return some;
    }
  }

  @Test
  void anHourOfSilence() {
    Peer peer = Peer.servedBy(new SimulatedEventsTest_StrictDispatcher(new Strict()));
    peer.advance(Duration.ofMinutes(59)).send("hello").advance(Duration.ofHours(1).minusNanos(1));
    assertThat(peer).hasReceived("hello").hasNotEnded();
    peer.advance(Duration.ofNanos(1));
    assertThat(peer).hasEndedCleanly();
  }

  /** Forgets datagrams after a minute. */
  static final class Presence {
    private final Set<String> here = new HashSet<>();

    @OnDatagram
    String alive(byte[] name) {
      here.add(new String(name, StandardCharsets.UTF_8));
      return here.size() + " here";
    }

    @Every("1m")
    void forget() {
      here.clear();
    }
  }

  @Test
  void datagramsAreForgottenInTime() {
    DatagramPeer peer =
        DatagramPeer.servedBy(new SimulatedEventsTest_PresenceDispatcher(new Presence()));
    peer.send("ann").send("bob").advance(Duration.ofMinutes(1)).send("bob");
    assertThat(peer).hasReceived("1 here", "2 here", "1 here");
  }

  /** Answers after work that may block. */
  static final class Working {
    @OnRead
    @Line(max = 100)
    @Offload
    String work(String line) {
      return "done: " + line + "\n";
    }
  }

  /** Answers when others have the answer. */
  static final class Asking {
    private final Executor others;

    Asking(Executor others) {
      this.others = others;
    }

    @OnRead
    @Line(max = 100)
    CompletionStage<String> ask(String line) {
      return CompletableFuture.supplyAsync(() -> "done: " + line + "\n", others);
    }
  }

  @SimulatedTest(seeds = 200)
  void answersOfOtherThreadsComeInOrder(SimulatedNetwork network) {
    Peer working = network.servedBy(new SimulatedEventsTest_WorkingDispatcher(new Working()));
    Peer asking =
        network.servedBy(new SimulatedEventsTest_AskingDispatcher(new Asking(network.workers())));
    for (Peer peer : new Peer[] {working, asking}) {
      peer.send("a\nb\nc\n").finish();
      assertThat(peer).hasReceived("done: a\ndone: b\ndone: c\n").hasEndedCleanly();
    }
  }
}
