package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

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
