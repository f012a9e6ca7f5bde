package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Channels that act on one another within one pass. */
@Timeout(60)
final class SeveralChannelsTest {
  @RegisterExtension final Net net = new Net();

  @Nested
  class OneThatAbortsAnother {
    @EveryFamily
    void keepsItFromHearingWhatIsReadyInTheSamePass(Family family) throws IOException {
      List<Recorder> both = twoThatAbortEachOther(family);
      net.until(() -> both.stream().anyMatch(Recorder::isClosed));
      net.settle();

      // Whichever came first: the other heard nothing.
      assertThat(both.stream().filter(Recorder::isClosed)).hasSize(1);
      assertThat(both.stream().mapToLong(r -> r.journal.count("read")).sum()).isEqualTo(1);
    }

    private List<Recorder> twoThatAbortEachOther(Family family) throws IOException {
      Recorder first = net.recorder();
      Recorder second = net.recorder();
      first.on(Event.READ, () -> readAndAbort(first, second));
      second.on(Event.READ, () -> readAndAbort(second, first));
      Peer one = net.accept(family, first);
      Peer two = net.accept(family, second);
      net.settle();
      one.trySend("x");
      two.trySend("x");
      return List.of(first, second);
    }

    private void readAndAbort(Recorder reader, Recorder other) {
      reader.readAll();
      other.connection().abort();
    }

    /** The new socket gets the number of the aborted one, whose readiness was collected. */
    @EveryFamily
    void andConnectsAThirdDoesNotGiveItTheReadinessOfTheFirst(Family family) throws IOException {
      RawListener raw = net.rawListener(family);
      for (int round = 0; round < 20; round++) {
        Recorder first = net.recorder();
        Recorder second = net.recorder();
        Recorder third = net.recorder();
        first.on(Event.READ, () -> replace(first, second, third, raw));
        second.on(Event.READ, () -> replace(second, first, third, raw));
        Peer one = net.accept(family, first);
        Peer two = net.accept(family, second);
        one.trySend("x");
        two.trySend("x");
        Peer accepted = raw.accept();
        net.until(third::isOpen);
        net.settle();
        assertThat(third.events()).containsExactly("connect");
        accepted.send("for the third");
        net.until(() -> third.received().equals("for the third"));
        net.loop().closeAll();
      }
    }

    private void replace(Recorder reader, Recorder other, Recorder third, RawListener raw) {
      reader.readAll();
      other.connection().abort();
      net.loop().connect(raw.address(), third);
    }
  }

  @Nested
  class AChannelOpenedInAnEvent {
    @EveryFamily
    void isServedFromTheNextPassOn(Family family) throws IOException {
      RawListener raw = net.rawListener(family);
      Recorder opener = net.recorder();
      Recorder opened = net.recorder();
      Peer peer = net.accept(family, opener);
      opener.on(
          Event.READ,
          () -> {
            opener.readAll();
            net.loop().connect(raw.address(), opened);
          });
      peer.trySend("go");
      net.loop().poll(Duration.ofSeconds(5));
      assertThat(opened.events()).isEmpty();
      raw.accept();
      net.until(opened::isOpen);
    }

    @EveryFamily
    void whichIsACloseEventStandsOnItsOwn(Family family) throws IOException {
      RawListener raw = net.rawListener(family);
      Recorder first = net.recorder();
      Recorder second = net.recorder();
      first.on(Event.CLOSE, () -> net.loop().connect(raw.address(), second));
      net.loop().connect(raw.address(), first);
      Peer peer = raw.accept();
      net.until(first::isOpen);
      peer.close();
      Peer again = raw.accept().send("hello");
      net.until(() -> second.received().equals("hello"));
      assertThat(again.hasEnded()).isFalse();

      assertThat(second.events()).containsExactly("connect", "read");
    }
  }

  @Nested
  class ABroadcast {
    /** As a chat server does: everybody tells everybody, and everybody leaves in one pass. */
    @EveryFamily
    void toMembersThatLeaveInTheSamePassThrowsNothing(Family family) throws IOException {
      List<Recorder> members = new ArrayList<>();
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Recorder member = net.recorder();
        peers.add(net.accept(family, member));
        members.add(member);
        member.on(
            Event.CLOSE,
            () -> {
              members.remove(member);
              members.forEach(other -> other.send("somebody left"));
            });
      }
      peers.forEach(Peer::close);
      net.until(members::isEmpty);

      assertThat(net.log().messages()).isEmpty();
    }

    @EveryFamily
    void reachesEverybodyInTheSamePass(Family family) throws IOException {
      List<Recorder> members = new ArrayList<>();
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        Recorder member = net.recorder();
        peers.add(net.accept(family, member));
        members.add(member);
      }
      members
          .get(0)
          .on(
              Event.READ,
              () -> {
                byte[] said = members.get(0).recvBytes();
                members.forEach(member -> member.send(said));
              });
      peers.get(0).trySend("hello all");
      net.loop().poll(Duration.ofSeconds(5));
      for (Peer peer : peers) {
        peer.take(100);
        assertThat(peer.received()).isEqualTo("hello all");
      }
    }
  }

  @Test
  void oneThatExceedsItsLimitInTheEventOfAnotherCostsOnlyItself() throws IOException {
    net.limits(limits -> limits.outputLowMark(0).outputHighMark(10).maxOutput(10));
    Recorder sender = net.recorder();
    Recorder target = net.recorder();
    Peer peer = net.accept(Family.IPV4, sender);
    net.accept(Family.IPV4, target);
    sender.on(
        Event.READ,
        () -> {
          sender.readAll();
          target.send("more than ten bytes");
          sender.send("ok");
        });
    peer.send("go").awaitReceived("ok");
    net.until(target::isClosed);

    assertThat(target.reason().kind()).isEqualTo(CloseReason.Kind.LIMIT);
    assertThat(sender.isClosed()).isFalse();
  }
}
