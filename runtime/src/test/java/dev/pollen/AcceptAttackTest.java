package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Listeners whose dispatchers do what they should not, or at a time when they should not. */
@Timeout(60)
final class AcceptAttackTest {
  @RegisterExtension final Net net = new Net();

  private final List<Recorder> served = new ArrayList<>();

  private Recorder newRecorder() {
    Recorder recorder = net.recorder();
    served.add(recorder);
    return recorder;
  }

  /** Accepts as the test says, which may also do it elsewhere. */
  private static final class Server extends ListenerDispatcher {
    private final Hook hook;

    interface Hook {
      void run(Server server) throws Exception;
    }

    Server(Hook hook) {
      this.hook = hook;
    }

    @Nullable Accepted next() {
      return accept();
    }

    Accepted peer() {
      Accepted peer = accept();
      assert peer != null;
      return peer;
    }

    @Override
    protected void handleAccept() throws Exception {
      hook.run(this);
    }

    @Override
    protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
      throw new AssertionError("handleAccept was overridden");
    }
  }

  private Listener listen(int maxConnections, ListenerDispatcher dispatcher) throws IOException {
    return net.loop()
        .listen(
            net.address(Family.IPV4),
            dispatcher,
            Limits.DEFAULT.with(limits -> limits.maxConnections(maxConnections)));
  }

  private void echo(Recorder recorder, Peer peer) {
    recorder.connection().send("welcome");
    peer.awaitReceived("welcome");
  }

  @Test
  void acceptingOutsideTheHookIsRefusedAndLeavesThePeerWaiting() throws IOException {
    Server server = new Server(s -> s.peer().serve(newRecorder()));
    Listener listener = listen(10, server);
    net.connectTo(listener);
    net.until(() -> served.size() == 1);
    Peer second = net.connectTo(listener);

    assertThatIllegalStateException()
        .isThrownBy(server::next)
        .withMessageContaining("handleAccept");
    net.until(() -> served.size() == 2);
    echo(served.get(1), second);
  }

  private void serveNext(Server server) throws IOException {
    Accepted next = server.next();
    if (next != null) {
      next.serve(newRecorder());
    }
  }

  @Test
  void acceptingTheNextPeerInTheFirstEventOfOneLeavesThatOne() throws IOException {
    Server server =
        new Server(
            s -> {
              Accepted peer = s.next();
              if (peer != null) {
                peer.serve(newRecorder().on(Event.ACCEPT, () -> serveNext(s)));
              }
            });
    Listener listener = listen(2, server);
    Peer one = net.connectTo(listener);
    Peer two = net.connectTo(listener);
    net.until(() -> served.size() == 2 && served.stream().allMatch(Recorder::isOpen));
    echo(served.get(0), one);
    echo(served.get(1), two);

    net.connectTo(listener);
    net.settle();
    assertThat(served).as("permits are left").hasSize(2);
  }

  @Test
  void aPeerIsNeitherServedAgainNorRefusedInItsFirstEvent() throws IOException {
    Recorder other = net.recorder();
    Server server =
        new Server(
            s -> {
              Accepted peer = s.peer();
              Recorder first = newRecorder();
              first.on(
                  Event.ACCEPT,
                  () -> {
                    assertThatIllegalStateException().isThrownBy(() -> peer.serve(other));
                    peer.refuse();
                  });
              peer.serve(first);
            });
    Peer peer = net.connectTo(listen(1, server));
    net.until(() -> served.size() == 1 && served.get(0).isOpen());
    echo(served.get(0), peer);
    assertThat(served.get(0).events()).containsExactly("accept");
  }

  @Test
  void aPeerThatIsKeptForLaterIsGone() throws IOException {
    Accepted[] kept = new Accepted[1];
    Listener listener = listen(1, new Server(s -> kept[0] = s.peer()));
    Peer peer = net.connectTo(listener);
    peer.awaitGone();

    assertThatIllegalStateException().isThrownBy(() -> kept[0].serve(new Recorder()));
    kept[0].refuse();
    net.connectTo(listener).awaitGone();
  }

  @Test
  void whoMakesRoomByEndingTheOldestIsNotBlamedForAcceptingNobody() throws IOException {
    Listener listener =
        listen(
            1,
            new Server(
                s -> {
                  Accepted peer = s.next();
                  if (peer == null) {
                    served.get(served.size() - 1).connection().abort();
                  } else {
                    peer.serve(newRecorder());
                  }
                }));
    net.connectTo(listener);
    net.until(() -> served.size() == 1);
    served.get(0).connection().abort();
    // The second takes the only permit again, and in the same pass a third is waiting.
    net.connectTo(listener);
    net.connectTo(listener);
    net.until(() -> served.size() >= 2);
    net.settle();
    assertThat(net.log().messages()).isEmpty();
  }

  private int open() {
    return (int)
        served.stream()
            .filter(r -> r.isOpen() && r.connection().state() != ChannelState.CLOSED)
            .count();
  }

  @Test
  void aStormOfResetsCostsNoPermit() throws IOException {
    int[] most = new int[1];
    Listener listener =
        listen(
            2,
            new AcceptRecorder(
                from -> newRecorder().on(Event.ACCEPT, () -> most[0] = Math.max(most[0], open()))));
    for (int round = 0; round < 10; round++) {
      List<Peer> peers = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        peers.add(net.connectTo(listener));
      }
      for (int i = 0; i < 20; i++) {
        if (i % 3 == 0) {
          peers.get(i).trySend("x");
        }
        peers.get(i).reset();
        if (i % 7 == 0) {
          net.loop().poll(Duration.ZERO);
        }
      }
    }
    net.settle();
    net.until(() -> open() == 0);
    assertThat(most[0]).isEqualTo(2);

    int before = served.size();
    for (int i = 0; i < 3; i++) {
      net.connectTo(listener);
    }
    net.until(() -> served.size() == before + 2);
    net.settle();
    assertThat(served).hasSize(before + 2);
  }

  @EveryFamily
  void aListenerThatIsClosedWhileItIsAskedServesThatPeerAndNoOther(Family family)
      throws IOException {
    Listener[] listener = new Listener[1];
    listener[0] =
        net.listen(
            family,
            new AcceptRecorder(
                from -> {
                  listener[0].close();
                  return newRecorder();
                }));
    Peer one = net.connectTo(listener[0]);
    Peer two = net.connectTo(listener[0]);
    two.awaitGone();
    echo(served.get(0), one);
    assertThat(served).hasSize(1);
  }

  @Test
  void whoClosesEverythingInTheFirstEventOfAConnectionEndsTheListenerToo() throws IOException {
    AcceptRecorder server =
        new AcceptRecorder(from -> newRecorder().on(Event.ACCEPT, net.loop()::closeAll));
    Listener listener = net.listen(Family.IPV4, server);
    Peer one = net.connectTo(listener);
    Peer two = net.connectTo(listener);
    one.awaitGone();
    two.awaitGone();
    net.until(() -> net.loop().channels().isEmpty());
    assertThat(served).hasSize(1);
    assertThat(served.get(0).events()).containsExactly("accept", "close:LOOP_CLOSED");
    assertThat(server.events).containsExactly("accepted", "close:LOOP_CLOSED");
  }

  @Test
  void aListenerThatWaitsForAPermitIsShutDown() throws IOException {
    Listener listener = listen(1, new AcceptRecorder(from -> newRecorder()));
    Peer first = net.connectTo(listener);
    Peer second = net.connectTo(listener);
    net.until(() -> served.size() == 1);
    net.settle();
    first.finish();
    net.loop().shutdown(Duration.ofMinutes(10));
    net.loop().run();

    second.awaitGone();
    assertThat(served).hasSize(1);
  }

  @Test
  void listenersThatWaitForTheSamePermitMayCloseOneAnother() throws IOException {
    net.limits(limits -> limits.maxConnections(1));
    List<Listener> listeners = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int other = (i + 1) % 5;
      listeners.add(
          net.listen(
              Family.IPV4,
              () -> newRecorder().on(Event.ACCEPT, () -> listeners.get(other).close())));
    }
    for (Listener listener : listeners) {
      net.connectTo(listener);
      net.connectTo(listener);
    }
    net.until(() -> served.size() == 1);
    for (int i = 0; i < 20; i++) {
      net.settle();
      served.get(served.size() - 1).connection().abort();
    }
    net.settle();
    assertThat(served.size()).isBetween(5, 9);
    assertThat(net.log().messages()).isEmpty();
  }
}
