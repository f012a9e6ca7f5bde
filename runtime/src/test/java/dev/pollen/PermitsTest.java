package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How many connections may be open at a time. */
final class PermitsTest {
  @RegisterExtension final Net net = new Net();

  private final List<Recorder> accepted = new ArrayList<>();

  private Recorder newRecorder() {
    Recorder recorder = net.recorder();
    accepted.add(recorder);
    return recorder;
  }

  private Listener listen(Family family, int maxConnections) throws IOException {
    return net.loop()
        .listen(
            net.address(family),
            this::newRecorder,
            Limits.DEFAULT.with(limits -> limits.maxConnections(maxConnections)));
  }

  private List<Peer> connectOften(Listener listener, int times) throws IOException {
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      peers.add(net.connectTo(listener));
    }
    return peers;
  }

  @EveryFamily
  void furtherPeersWaitUntilOneIsGone(Family family) throws IOException {
    Listener listener = listen(family, 3);
    List<Peer> peers = connectOften(listener, 5);
    net.until(() -> accepted.size() == 3);
    net.settle();
    assertThat(accepted).hasSize(3);

    accepted.get(1).close();
    peers.get(1).awaitEnd().finish();
    net.until(() -> accepted.size() == 4);
    net.settle();
    assertThat(accepted).hasSize(4);
    peers.get(0).close();
    net.until(() -> accepted.size() == 5);
    peers.get(4).send("at last");
    net.until(() -> accepted.get(4).received().equals("at last"));
  }

  @Test
  void waitingPeersDoNotKeepTheLoopAwake() throws IOException {
    CountingTransport[] counted = new CountingTransport[1];
    net.wrap(transport -> counted[0] = new CountingTransport(transport));
    Listener listener = listen(Family.IPV4, 1);
    connectOften(listener, 3);
    net.until(() -> accepted.size() == 1);
    net.settle();
    int accepts = counted[0].accepts;
    for (int i = 0; i < 20; i++) {
      assertThat(net.loop().poll(java.time.Duration.ZERO)).isZero();
    }
    assertThat(counted[0].accepts).isEqualTo(accepts);
  }

  @Test
  void theLimitOfTheLoopIsThatOfAllItsListenersTogether() throws IOException {
    net.limits(limits -> limits.maxConnections(2));
    Listener first = net.listen(Family.IPV4, this::newRecorder);
    Listener second = net.listen(Family.IPV4, this::newRecorder);
    connectOften(first, 2);
    net.until(() -> accepted.size() == 2);
    connectOften(second, 1);
    net.settle();
    assertThat(accepted).hasSize(2);

    accepted.get(0).abort();
    net.until(() -> accepted.size() == 3);
  }

  @Test
  void aRefusedPeerAndOneThatFailsGiveTheirPermitsBack() throws IOException {
    int[] asked = new int[1];
    Listener listener =
        net.loop()
            .listen(
                net.address(Family.IPV4),
                new AcceptRecorder(
                    from ->
                        switch (asked[0]++ % 3) {
                          case 0 -> null;
                          case 1 -> throw new IllegalStateException("no");
                          default -> newRecorder().on(Event.ACCEPT, () -> accepted.get(0).abort());
                        }),
                Limits.DEFAULT.with(limits -> limits.maxConnections(1)));
    for (int i = 0; i < 2; i++) {
      net.connectTo(listener).awaitGone();
    }
    net.connectTo(listener).awaitGone();
    accepted.clear();
    net.connectTo(listener).awaitGone();
    assertThat(asked[0]).isEqualTo(4);
  }

  @Test
  void aListenerThatWaitsForAPermitCanBeClosed() throws IOException {
    Listener listener = listen(Family.IPV4, 1);
    connectOften(listener, 2);
    net.until(() -> accepted.size() == 1);
    net.settle();
    listener.close();
    accepted.get(0).abort();
    net.settle();
    assertThat(accepted).hasSize(1);
  }

  @Test
  void aConnectionThatOutlivesItsListenerStillCountsForTheLoop() throws IOException {
    net.limits(limits -> limits.maxConnections(1));
    Listener first = net.listen(Family.IPV4, this::newRecorder);
    connectOften(first, 1);
    net.until(() -> accepted.size() == 1);
    first.close();
    Listener second = net.listen(Family.IPV4, this::newRecorder);
    connectOften(second, 1);
    net.settle();
    assertThat(accepted).hasSize(1);
    accepted.get(0).abort();
    net.until(() -> accepted.size() == 2);
  }

  @Test
  void moreOutputThanTheLoopMayHoldCostsTheConnectionThatAsksForIt() throws IOException {
    net.limits(limits -> limits.maxMemory(10 * 16 * 1024));
    Recorder first = net.recorder();
    Recorder second = net.recorder();
    net.accept(Family.IPV4, first);
    Peer reader = net.accept(Family.IPV4, second);
    first.connection().pauseReading();
    first.connection().send(new byte[9 * 16 * 1024]);
    second.connection().send(new byte[2 * 16 * 1024]);
    net.until(second::isClosed);

    assertThat(second.reason().kind()).isEqualTo(Kind.LIMIT);
    assertThat(second.journal.errors.get(0)).hasMessageContaining("maxMemory");
    reader.awaitGone();
    assertThat(first.isClosed()).isFalse();
  }

  @Test
  void memoryIsGivenBackWhenOutputHasLeftOrItsConnectionIsGone() throws IOException {
    net.limits(limits -> limits.maxMemory(64 * 1024));
    for (int i = 0; i < 20; i++) {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send(new byte[64 * 1024]);
      if (i % 2 == 0) {
        recorder.connection().abort();
        peer.awaitGone();
      } else {
        net.until(() -> peer.take(Integer.MAX_VALUE) >= 0 && peer.receivedCount() == 64 * 1024);
        recorder.connection().close();
        peer.awaitEnd().close();
      }
      net.until(recorder::isClosed);
      assertThat(net.loop().memory().used()).isZero();
    }
  }

  @Test
  void moreUnreadInputThanTheLoopMayHoldCostsTheConnectionThatLeavesIt() throws IOException {
    net.limits(limits -> limits.maxMemory(3000));
    Recorder first = net.recorder().on(Event.READ, () -> {});
    Recorder second = net.recorder().on(Event.READ, () -> {});
    Peer one = net.accept(Family.IPV4, first);
    Peer two = net.accept(Family.IPV4, second);
    one.send("x".repeat(1000));
    net.until(() -> first.events().contains("read"));
    two.send("y".repeat(1000));
    net.until(() -> second.events().contains("error:LimitExceededException"));
    assertThat(first.isClosed()).isFalse();
    assertThat(net.loop().memory().used()).isEqualTo(2000);
    two.awaitEnd().finish();
    net.until(second::isClosed);
    assertThat(second.reason().kind()).isEqualTo(Kind.LIMIT);

    first.abort();
    assertThat(net.loop().memory().used()).isZero();
  }

  @Test
  void moreUnreadInputThanTheLoopMayHoldIsNoticedWhenItGrows() throws IOException {
    net.limits(limits -> limits.maxMemory(3000));
    Recorder recorder = net.recorder().on(Event.READ, () -> {});
    Peer peer = net.accept(Family.IPV4, recorder);
    peer.send("x".repeat(1000));
    net.until(() -> recorder.events().contains("read"));
    peer.send("x".repeat(1500));
    net.until(() -> recorder.events().contains("error:LimitExceededException"));
    peer.awaitEnd().finish();
    net.until(recorder::isClosed);
    assertThat(net.loop().memory().used()).isZero();
  }
}
