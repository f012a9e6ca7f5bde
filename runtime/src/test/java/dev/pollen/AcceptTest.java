package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class AcceptTest {
  @RegisterExtension final Net net = new Net();

  private final List<Recorder> accepted = new ArrayList<>();

  private Recorder next() {
    Recorder recorder = net.recorder();
    accepted.add(recorder);
    return recorder;
  }

  @EveryFamily
  void acceptComesFirstAndThereTheConnectionIsOpenAndCanSend(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.ACCEPT,
        () -> {
          assertThat(recorder.connection().state()).isEqualTo(ChannelState.OPEN);
          recorder.send("welcome");
        });
    Listener listener = net.listen(family, () -> recorder);
    Peer peer = net.connectTo(listener).send("hello");
    peer.awaitReceived("welcome");
    net.until(() -> recorder.received().equals("hello"));

    assertThat(recorder.events()).containsExactly("accept", "read");
  }

  @Test
  void theDispatcherIsAskedWithTheAddressOfThePeer() throws IOException {
    List<Object> peers = new ArrayList<>();
    Listener listener =
        net.listen(
            Family.IPV4,
            new AcceptRecorder(
                from -> {
                  peers.add(from);
                  return next();
                }));
    Peer peer = net.connectTo(listener);
    net.until(() -> accepted.size() == 1);

    InetSocketAddress local = (InetSocketAddress) peer.channel.getLocalAddress();
    assertThat(peers).containsExactly(local);
    assertThat(accepted.get(0).connection().remoteAddress()).isEqualTo(local);
    assertThat(accepted.get(0).connection().localAddress()).isEqualTo(listener.localAddress());
  }

  @EveryFamily
  void fiveHundredPeersThatConnectAtOnceAreAllServed(Family family) throws IOException {
    Listener listener = net.listen(family, this::next);
    for (int i = 0; i < 500; i++) {
      net.connectTo(listener).trySend("peer " + i);
    }
    net.until(() -> accepted.size() == 500);
    net.until(() -> accepted.stream().allMatch(r -> !r.received().isEmpty()));

    assertThat(accepted.stream().map(Recorder::received).distinct()).hasSize(500);
  }

  @Test
  void aBurstIsAcceptedInBoundedPortionsSoThatOthersHaveTheirTurn() throws IOException {
    net.limits(limits -> limits.acceptsPerPass(10));
    Listener listener = net.listen(Family.IPV4, this::next);
    for (int i = 0; i < 25; i++) {
      net.connectTo(listener);
    }
    net.loop().poll(Duration.ofSeconds(5));
    assertThat(accepted).hasSize(10);
    net.loop().poll(Duration.ofSeconds(5));
    assertThat(accepted).hasSize(20);
    net.loop().poll(Duration.ofSeconds(5));
    assertThat(accepted).hasSize(25);
  }

  @Nested
  class APeer {
    private final Deque<AcceptRecorder.Chooser> answers = new ArrayDeque<>();
    private final AcceptRecorder acceptor =
        new AcceptRecorder(
            from -> {
              AcceptRecorder.Chooser answer = answers.poll();
              return answer == null ? next() : answer.choose(from);
            });

    private void isLostAndTheNextIsServed(Family family) throws IOException {
      Listener listener = net.listen(family, acceptor);
      net.connectTo(listener).awaitGone();
      Peer good = net.connectTo(listener).send("hello");
      net.until(
          () ->
              !accepted.isEmpty() && accepted.get(accepted.size() - 1).received().equals("hello"));
      accepted.get(accepted.size() - 1).connection().send("served");
      good.awaitReceived("served");
      assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
    }

    @EveryFamily
    void isRefusedByNullWithoutAFailure(Family family) throws IOException {
      answers.add(from -> null);
      isLostAndTheNextIsServed(family);

      assertThat(acceptor.errors).isEmpty();
      assertThat(net.log().messages()).isEmpty();
    }

    @EveryFamily
    void isAllThatAFailureOfHandleAcceptedCosts(Family family) throws IOException {
      answers.add(
          from -> {
            throw new IOException("not him");
          });
      isLostAndTheNextIsServed(family);

      assertThat(acceptor.events).containsExactly("accepted", "error:IOException", "accepted");
      assertThat(net.log().messages()).hasSize(1);
      assertThat(net.log().messages().get(0))
          .contains("method=AcceptRecorder.handleAccepted channel=\"Listener[");
    }

    @Test
    void isAllThatAFailureOfTheErrorHookCosts() throws IOException {
      acceptor.onError(
          () -> {
            throw new IllegalStateException("and the hook, too");
          });
      answers.add(
          from -> {
            throw new IOException("not him");
          });
      isLostAndTheNextIsServed(Family.IPV4);

      assertThat(net.log().messages()).hasSize(2);
    }

    @Test
    void isRefusedIfItsDispatcherServesAnother() throws IOException {
      Recorder first = net.recorder();
      Listener listener = net.listen(Family.IPV4, () -> first);
      Peer good = net.connectTo(listener);
      net.until(first::isOpen);
      net.connectTo(listener).awaitGone();
      good.send("still here");
      net.until(() -> first.received().equals("still here"));

      assertThat(net.log().records().get(0).getThrown()).hasMessageContaining("Recorder");
      assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
    }

    @Test
    void isRefusedIfASupplierReturnsNothing() throws IOException {
      Listener listener = net.listen(Family.IPV4, APeer::nothing);
      net.connectTo(listener).awaitGone();

      assertThat(net.log().messages()).hasSize(1);
      assertThat(net.log().messages().get(0)).contains("The supplier of dispatchers");
      assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
    }

    @SuppressWarnings("NullAway") // the mistake that is tested
    private static ConnectionDispatcher nothing() {
      @Nullable ConnectionDispatcher nothing = null;
      return nothing;
    }

    @Test
    void isRefusedIfItsDispatcherWantsUrgentDataThatTheTransportCannotReport() throws IOException {
      answers.add(from -> new Urgent());
      isLostAndTheNextIsServed(Family.IPV4);

      assertThat(acceptor.errors).hasSize(1);
      assertThat(acceptor.errors.get(0))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("'nio'");
    }

    @Test
    void whoResetsBeforeBeingAcceptedCostsNothing() throws IOException {
      Listener listener = net.listen(Family.IPV4, acceptor);
      for (int i = 0; i < 10; i++) {
        net.connectTo(listener).reset();
      }
      Peer good = net.connectTo(listener).send("hello");
      net.until(() -> accepted.stream().anyMatch(r -> r.received().equals("hello")));
      assertThat(good.hasEnded()).isFalse();
      net.until(() -> accepted.stream().filter(Recorder::isClosed).count() == 10);

      assertThat(acceptor.errors).isEmpty();
    }

    @EveryFamily
    void whoSendsAndLeavesBeforeBeingAcceptedIsHeard(Family family) throws IOException {
      Listener listener = net.listen(family, acceptor);
      Peer peer = net.connectTo(listener);
      peer.trySend("GET");
      peer.close();
      net.until(() -> accepted.size() == 1 && accepted.get(0).isClosed());

      assertThat(accepted.get(0).received()).isEqualTo("GET");
      assertThat(accepted.get(0).events()).containsExactly("accept", "read", "eof", "close:PEER");
    }
  }

  @Nested
  class AListenerThatIsClosedInItsOwnEvent {
    @EveryFamily
    void stillServesThePeerItJustAccepted(Family family) throws IOException {
      Listener[] listener = new Listener[1];
      AcceptRecorder acceptor =
          new AcceptRecorder(
              from -> {
                listener[0].close();
                return next();
              });
      listener[0] = net.listen(family, acceptor);
      Peer peer = net.connectTo(listener[0]);
      Peer late = net.connectTo(listener[0]);
      peer.send("hello");
      net.until(() -> accepted.size() == 1 && accepted.get(0).received().equals("hello"));
      late.awaitGone();

      assertThat(acceptor.events).containsExactly("accepted", "close:LOCAL");
    }
  }

  @Test
  void theLimitsOfAListenerApplyToItsConnections() throws IOException {
    Limits tight = Limits.DEFAULT.with(limits -> limits.maxInput(3));
    Recorder recorder = net.recorder();
    recorder.on(Event.READ, () -> {});
    Listener listener = net.loop().listen(net.address(Family.IPV4), () -> recorder, tight);
    net.connectTo(listener).send("1234").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.LIMIT);
  }

  private static final class Urgent extends ConnectionDispatcher {
    @Override
    protected boolean wantsUrgent() {
      return true;
    }
  }
}
