package dev.pollen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.ListenerDispatcher;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The shortest tests of a handler. */
final class PeerTest {
  private final List<String> events = new ArrayList<>();

  private final class Echo extends ConnectionDispatcher {
    @Override
    protected void handleAccept() {
      connection().onIdle(Duration.ofHours(1), () -> connection().close());
    }

    @Override
    protected void handleRead() {
      send(recv());
    }

    @Override
    protected void handleClose(CloseReason reason) {
      events.add("close " + reason.kind());
    }
  }

  @Test
  void getsItsAnswer() {
    Peer peer = Peer.servedBy(new Echo());
    peer.send("hello");
    assertThat(peer.received()).isEqualTo("hello");
  }

  @Test
  void seesTheEndWhenItHasFinished() {
    Peer peer = Peer.servedBy(new Echo()).send("hello").finish();
    assertThat(peer.received()).isEqualTo("hello");
    assertThat(peer.hasEnded()).isTrue();
    assertThat(events).containsExactly("close PEER");
  }

  @Test
  void anHourPasses() {
    Peer peer = Peer.servedBy(new Echo()).advance(Duration.ofMinutes(59));
    assertThat(peer.hasEnded()).isFalse();
    peer.advance(Duration.ofMinutes(1));
    assertThat(peer.hasEnded()).isTrue();
  }

  @Test
  void thatResetsIsTold() {
    Peer.servedBy(new Echo()).send("hello").reset();
    assertThat(events).containsExactly("close BROKEN");
  }

  @Test
  void saysSeveralThingsAtOnce() {
    Peer peer = Peer.servedBy(new Echo());
    peer.network().atOnce(() -> peer.send("hel").send("lo").finish());
    assertThat(peer.received()).isEmpty();
    assertThat(peer.network().round()).isTrue();
    assertThat(peer.sentCount()).isEqualTo(5);
    peer.network().settle();
    assertThat(peer.take()).isEqualTo("hello");
    assertThat(peer.takeBytes()).isEmpty();
    assertThat(peer.network().round()).isFalse();
  }

  @Test
  void thatHasBeenResetFinishesInVain() {
    Peer peer =
        Peer.servedBy(
            new ConnectionDispatcher() {
              @Override
              protected void handleRead() {
                abort();
              }
            });
    peer.network().atOnce(() -> peer.send("hello").send("again").finish());
    peer.network().settle();
    assertThat(peer.hasEnded()).isFalse();
  }

  /** Reads only after a while, and then everything. */
  private final class Late extends ConnectionDispatcher {
    @Override
    protected void handleAccept() {
      connection().pauseReading();
      connection().schedule(Duration.ofSeconds(1), () -> connection().resumeReading());
    }

    @Override
    protected boolean wantsUrgent() {
      return true;
    }

    @Override
    protected void handleRead() {
      events.add(new String(recvBytes(), StandardCharsets.UTF_8));
    }

    @Override
    protected void handleUrgent(byte value) {
      events.add("urgent " + (char) value);
    }
  }

  @Test
  void anUrgentByteStandsWhereItWasSent() {
    Peer.servedBy(new Late())
        .send("before")
        .sendUrgent((byte) '!')
        .send("behind")
        .advance(Duration.ofSeconds(1));
    assertThat(events).containsExactly("before", "urgent !", "behind");
  }

  @Test
  void faultsChangeNothingOfTheAnswer() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      text.append(i).append(' ');
    }
    for (long seed = 0; seed < 200; seed++) {
      try (SimulatedNetwork network = SimulatedNetwork.of(seed, Faults.harmless())) {
        Peer peer = network.servedBy(new Echo()).send(text.toString()).finish();
        assertThat(peer.received())
            .as("seed %d: %s", seed, network.steps())
            .isEqualTo(text.toString());
        assertThat(peer.hasEnded()).isTrue();
      }
    }
  }

  @Test
  void isThereEvenIfFaultsKeepTheOtherSideAway() {
    Faults often = Faults.none().with(Fault.DESCRIPTORS, 500).with(Fault.REFUSAL, 500);
    int connected = 0;
    for (long seed = 0; seed < 100; seed++) {
      try (SimulatedNetwork network = SimulatedNetwork.of(seed, often)) {
        Peer client = network.servedBy(new Echo()).send("hello");
        assertThat(client.isConnected()).isEqualTo(client.failure() == null);
        Peer server = network.serving(new Echo()).send("hello");
        assertThat(server.isConnected()).isEqualTo(server.failure() == null);
        connected += server.isConnected() ? 1 : 0;
      }
    }
    assertThat(connected).isBetween(1, 99);
  }

  @Test
  void severalTalkToOneListener() {
    Peer ann =
        Peer.servedBy(
            new ListenerDispatcher() {
              @Override
              protected ConnectionDispatcher handleAccepted(SocketAddress from) {
                return new Echo();
              }
            });
    Peer bob = ann.network().connect(ann.remoteAddress());
    ann.send("ann");
    bob.send("bob");
    assertThat(ann.received()).isEqualTo("ann");
    assertThat(bob.received()).isEqualTo("bob");
  }

  @Test
  void tellsWhatIsNew() {
    Peer peer = Peer.servedBy(new Echo()).send("one").send("two");
    assertThat(peer.take()).isEqualTo("onetwo");
    assertThat(peer.take()).isEmpty();
    peer.send(new byte[] {1});
    assertThat(peer.takeBytes()).containsExactly(1);
    assertThat(peer.receivedBytes()).hasSize(7);
  }
}
