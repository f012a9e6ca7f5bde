package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class CloseTest {
  private static final int MUCH = 4 * 1024 * 1024;

  @RegisterExtension final Net net = new Net();

  @Nested
  class AGracefulClose {
    @EveryFamily
    void deliversEverythingAndThenTheEnd(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(new byte[MUCH]);
      recorder.connection().close();
      assertThat(recorder.connection().state()).isEqualTo(ChannelState.CLOSING);
      peer.awaitEnd();
      assertThat(peer.receivedCount()).isEqualTo(MUCH);
      peer.close();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "close:LOCAL");
      assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.LOCAL, null, 0));
    }

    @EveryFamily
    void deliversEverythingAlsoToAPeerThatGoesOnSending(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.on(
          Event.READ,
          () -> {
            recorder.send(new byte[MUCH]);
            recorder.send("bye");
            recorder.close();
          });
      peer.send("go");
      String noise = "x".repeat(10_000);
      net.until(
          () -> {
            assertThat(peer.trySend(noise)).as("no reset").isTrue();
            peer.take(Integer.MAX_VALUE);
            return peer.receivedCount() == MUCH + 3;
          });
      assertThat(peer.received()).endsWith("bye");
      peer.awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "read", "close:LOCAL");
    }

    @EveryFamily
    void endsWhenThePeerHasEndedToo(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().close();
      peer.awaitEnd();
      net.settle();
      assertThat(recorder.isClosed()).isFalse();
      peer.finish();
      net.until(recorder::isClosed);
      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.LOCAL);
    }

    @EveryFamily
    void endsWhenItsTimeIsOverAlthoughThePeerDoesNotEnd(Family family) throws IOException {
      net.limits(limits -> limits.drainTimeout(Duration.ofMillis(50)));
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().send("bye");
      recorder.connection().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.LOCAL, null, 0));
      peer.awaitReceived("bye").awaitEnd();
    }

    @EveryFamily
    void endsWhenItsTimeIsOverAndCountsWhatThePeerDidNotTake(Family family) throws IOException {
      net.limits(limits -> limits.drainTimeout(Duration.ofMillis(50)));
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(new byte[12 * 1024 * 1024]);
      recorder.connection().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.LOCAL);
      assertThat(recorder.reason().undeliveredBytes()).isPositive();
      peer.awaitGone();
    }

    @Test
    void endsWithoutAFailureWhenThePeerAnswersWithAReset() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().close();
      peer.awaitEnd().reset();
      net.until(recorder::isClosed);

      assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.LOCAL, null, 0));
    }

    @EveryFamily
    void mayBeAskedForAgainAndTurnedIntoAnAbort(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      Connection connection = recorder.connection();
      connection.close();
      connection.close();
      connection.abort();
      connection.close();
      connection.abort();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "close:ABORTED");
      peer.awaitGone();
    }

    @EveryFamily
    void worksWhileReadingIsPaused(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().pauseReading();
      peer.trySend("unheard");
      recorder.connection().send("bye");
      recorder.connection().close();
      peer.awaitReceived("bye").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "close:LOCAL");
    }
  }

  @Nested
  class AnAbort {
    @Test
    void isAResetOnTcp() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send("dropped");
      recorder.connection().abort();
      assertThat(recorder.connection().state()).isEqualTo(ChannelState.CLOSED);
      assertThat(recorder.events()).containsExactly("accept");
      peer.awaitReset();
      net.until(recorder::isClosed);

      assertThat(peer.received()).isEmpty();
      assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.ABORTED, null, 7));
    }

    @Test
    void endsAUnixSocket() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.UNIX, recorder);
      recorder.connection().abort();
      peer.awaitGone();
    }
  }

  @Nested
  class NothingFollows {
    @ParameterizedTest
    @EnumSource(
        value = Event.class,
        names = {"ACCEPT", "READ", "WRITE", "EOF"})
    void aCloseInsideAHookOfAnAcceptedConnection(Event hook) throws IOException {
      runWithCloseIn(hook, false);
    }

    @ParameterizedTest
    @EnumSource(
        value = Event.class,
        names = {"ACCEPT", "READ", "WRITE", "EOF"})
    void anAbortInsideAHookOfAnAcceptedConnection(Event hook) throws IOException {
      runWithCloseIn(hook, true);
    }

    private void runWithCloseIn(Event hook, boolean abort) throws IOException {
      net.limits(limits -> limits.outputLowMark(0).outputHighMark(0));
      Recorder recorder = net.recorder();
      recorder.on(
          hook,
          () -> {
            end(recorder, abort);
            recorder.send("dropped");
            recorder.connection().resumeReading();
          });
      Peer peer = net.accept(Family.IPV4, recorder);
      if (hook == Event.WRITE) {
        recorder.connection().send("x");
        net.until(() -> recorder.journal.count("write") == 1);
      }
      peer.trySend("hello");
      if (!abort) {
        peer.finish();
      } else if (hook == Event.EOF) {
        peer.finish();
      }
      net.until(recorder::isClosed);
      net.settle();

      String name = hook.name().toLowerCase(Locale.ROOT);
      assertThat(recorder.events()).endsWith(name, abort ? "close:ABORTED" : "close:LOCAL");
    }

    @EveryFamily
    void aCloseInTheConnectEvent(Family family) throws IOException {
      RawListener raw = net.rawListener(family);
      Recorder recorder = net.recorder();
      recorder.on(Event.CONNECT, recorder::close);
      net.loop().connect(raw.address(), recorder);
      Peer peer = raw.accept();
      peer.trySend("too late");
      peer.awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("connect", "close:LOCAL");
    }

    @Test
    void aCloseInTheErrorHook() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            throw new IOException("bad");
          });
      recorder.on(Event.ERROR, () -> recorder.connection().abort());
      Peer peer = net.accept(Family.IPV4, recorder);
      peer.trySend("a");
      peer.trySend("b");
      net.until(recorder::isClosed);

      assertThat(recorder.events())
          .containsExactly("accept", "read", "error:IOException", "close:ABORTED");
    }

    @Test
    void aCloseInTheCloseEvent() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.CLOSE,
          () -> {
            recorder.close();
            recorder.connection().abort();
            recorder.connection().pauseReading();
            recorder.connection().resumeReading();
          });
      net.accept(Family.IPV4, recorder).close();
      net.until(recorder::isClosed);
      net.settle();

      assertThat(recorder.events()).containsExactly("accept", "eof", "close:PEER");
      assertThat(net.log().messages()).isEmpty();
    }

    @Test
    void aCloseAlsoIfMoreHasBeenReceivedThanOneEventPresents() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            recorder.read(1);
            recorder.close();
            assertThat(recorder.recv().remaining()).isZero();
          });
      Peer peer = net.accept(Family.IPV4, recorder);
      peer.trySend("x".repeat(1_000_000));
      peer.awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.events()).containsExactly("accept", "read", "close:LOCAL");
    }
  }

  private static void end(Recorder recorder, boolean abort) {
    if (abort) {
      recorder.connection().abort();
    } else {
      recorder.close();
    }
  }

  @Nested
  class ATimerOfAConnection {
    @Test
    void diesWithIt() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      AtomicInteger ran = new AtomicInteger();
      Timer timer = recorder.connection().schedule(Duration.ofMillis(1), ran::incrementAndGet);
      recorder.connection().abort();
      timer.reschedule(Duration.ZERO);
      net.loop().run();

      assertThat(ran).hasValue(0);
    }

    @Test
    void doesNotRunAfterClose() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      AtomicInteger ran = new AtomicInteger();
      Timer waiting = recorder.connection().schedule(Duration.ofMillis(1), ran::incrementAndGet);
      net.settle();
      assertThat(ran).hasValue(1);
      waiting.reschedule(Duration.ofMillis(1));
      Timer later = recorder.connection().schedule(Duration.ofHours(1), ran::incrementAndGet);
      recorder.connection().close();
      later.reschedule(Duration.ZERO);
      recorder.connection().schedule(Duration.ZERO, ran::incrementAndGet);
      peer.awaitEnd();
      net.settle();

      assertThat(recorder.isClosed()).isFalse();
      assertThat(ran).hasValue(1);
    }
  }

  @EveryFamily
  void aDispatcherThatKeepsTheConnectionOpenMayAnswerLongAfterTheEnd(Family family)
      throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(
        Event.EOF,
        () ->
            recorder
                .connection()
                .schedule(
                    Duration.ofMillis(20),
                    () -> {
                      recorder.send("answer");
                      recorder.close();
                    }));
    net.accept(family, recorder).send("question").finish().awaitReceived("answer").awaitEnd();
    net.until(recorder::isClosed);

    assertThat(recorder.events()).containsExactly("accept", "read", "eof", "close:LOCAL");
  }
}
