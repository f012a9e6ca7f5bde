package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The orderly end of a loop. */
final class ShutdownTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final int MUCH = 4 * 1024 * 1024;

  @RegisterExtension final Net net = new Net();

  @EveryFamily
  void peersGetAllThatWasSentAndThenTheEnd(Family family) throws IOException {
    List<Recorder> accepted = new ArrayList<>();
    AcceptRecorder server =
        new AcceptRecorder(
            from -> {
              Recorder recorder = net.recorder();
              accepted.add(recorder);
              return recorder;
            });
    Listener listener = net.listen(family, server);
    Peer peer = net.connectTo(listener);
    net.until(() -> accepted.size() == 1);
    accepted.get(0).connection().send(new byte[MUCH]);
    net.loop().shutdown(LONG);
    net.until(() -> peer.hasEnded());

    assertThat(peer.receivedCount()).isEqualTo(MUCH);
    peer.awaitEnd().finish();
    net.loop().run();
    assertThat(net.loop().channels()).isEmpty();
    assertThat(accepted.get(0).events()).endsWith("close:LOCAL");
    assertThat(server.events).endsWith("close:LOCAL");
  }

  @Test
  void aHandlerThatIsToldMayFinishFirst() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(Event.SHUTDOWN, () -> recorder.send("goodbye"));
    Peer peer = net.accept(Family.IPV4, recorder);
    net.loop().shutdown(LONG);
    peer.awaitReceived("goodbye").send("one more thing");
    net.until(() -> recorder.received().equals("one more thing"));
    recorder.close();
    peer.awaitEnd().finish();
    net.loop().run();

    assertThat(recorder.events()).containsExactly("accept", "shutdown", "read", "close:LOCAL");
  }

  @Test
  void whatIsLeftAtTheDeadlineIsClosedAtOnce() throws IOException {
    Recorder recorder = net.recorder().on(Event.SHUTDOWN, () -> {});
    Peer peer = net.accept(Family.IPV4, recorder);
    net.loop().shutdown(Duration.ofMillis(20));
    net.loop().run();

    assertThat(recorder.events()).containsExactly("accept", "shutdown", "close:LOOP_CLOSED");
    peer.awaitGone();
  }

  @Test
  void aDeadlineOfZeroStillTellsEverybody() throws IOException {
    Recorder recorder = net.recorder().on(Event.SHUTDOWN, () -> {});
    net.accept(Family.IPV4, recorder);
    net.loop().shutdown(Duration.ZERO);
    net.loop().run();
    assertThat(recorder.events()).containsExactly("accept", "shutdown", "close:LOOP_CLOSED");
  }

  @Test
  void timersThatAreLeftDoNotHoldUpTheEnd() throws IOException {
    AtomicInteger runs = new AtomicInteger();
    net.loop().schedule(LONG, runs::incrementAndGet);
    net.accept(Family.IPV4, net.recorder()).close();
    net.loop().shutdown(LONG);
    net.loop().run();
    assertThat(runs).hasValue(0);
  }

  @Test
  void aConnectionThatIsBeingMadeIsGivenUp() throws IOException {
    CountDownLatch answer = new CountDownLatch(1);
    net.wrap(
        transport ->
            new ResolvingTransport(
                transport,
                host -> {
                  LoopThread.await(answer);
                  return List.of();
                }));
    Recorder recorder = net.recorder();
    net.loop().connect(InetSocketAddress.createUnresolved("slow.test", 1), recorder);
    net.loop().shutdown(LONG);
    net.loop().run();
    answer.countDown();

    assertThat(recorder.events()).containsExactly("close:LOOP_CLOSED");
  }

  @Test
  void nobodyListensAnyMoreAndNobodyMay() throws IOException {
    Recorder recorder = net.recorder().on(Event.SHUTDOWN, () -> {});
    net.accept(Family.IPV4, recorder);
    Listener listener = net.listen(Family.IPV4, net::recorder);
    net.loop().shutdown(LONG);
    net.until(() -> listener.state() == ChannelState.CLOSED);

    assertThatIllegalStateException()
        .isThrownBy(() -> net.listen(Family.IPV4, net::recorder))
        .withMessageContaining("shutting down");
    recorder.abort();
  }

  @Test
  void aFailingHandlerIsClosedAndTheOthersAreToldAllTheSame() throws IOException {
    Recorder failing =
        net.recorder()
            .on(
                Event.SHUTDOWN,
                () -> {
                  throw new IllegalStateException("no");
                });
    Recorder other = net.recorder().on(Event.SHUTDOWN, () -> {});
    Peer first = net.accept(Family.IPV4, failing);
    net.accept(Family.IPV4, other);
    net.loop().shutdown(LONG);
    first.awaitEnd().finish();
    net.until(failing::isClosed);

    assertThat(failing.reason().kind()).isEqualTo(Kind.HANDLER_FAILED);
    assertThat(other.events()).containsExactly("accept", "shutdown");
  }

  @Test
  void itMayBeAskedForInAnEventAndOnAnotherThread() throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.readAll();
          net.loop().shutdown(LONG);
          recorder.send("told later");
        });
    Peer peer = net.accept(Family.IPV4, recorder).send("x");
    peer.awaitReceived("told later").awaitEnd().finish();
    net.loop().run();
    assertThat(recorder.events()).containsExactly("accept", "read", "shutdown", "close:LOCAL");

    Listener listener;
    try (Loop other = Loop.open()) {
      listener = other.listen(net.address(Family.IPV4), Recorder::new);
      LoopThread thread = LoopThread.start(other);
      thread.awaitSleep();
      other.shutdown(LONG);
      assertThat(thread.join()).isNull();
    }
    assertThat(listener.state()).isEqualTo(ChannelState.CLOSED);
  }

  @Test
  void aNegativeDeadlineIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> net.loop().shutdown(Duration.ofMillis(-1)));
  }
}
