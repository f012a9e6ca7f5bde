package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.pollen.CloseReason.Kind;
import dev.pollen.Producer.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How producers end, by themselves and with their connection; each is closed exactly once. */
@Timeout(60)
final class ProducerEndTest {
  @RegisterExtension final Net net = new Net();

  private static ScriptedProducer endless() {
    return new ScriptedProducer()
        .afterwards(
            room -> {
              room.position(room.limit());
              return Outcome.READY;
            });
  }

  private static ScriptedProducer pending() {
    return new ScriptedProducer().afterwards(room -> Outcome.PENDING);
  }

  @Nested
  class AGracefulEnd {

    /** asynchat's test_close_when_done. */
    @EveryFamily
    void letsProducersComeToTheirEnd(Family family) throws IOException {
      Recorder recorder = net.recorder();
      ScriptedProducer producer =
          new ScriptedProducer().then("a", Outcome.READY).then("b", Outcome.PENDING);
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(producer);
      recorder.connection().send("c");
      recorder.connection().close();
      peer.awaitReceived("ab");
      net.settle();
      assertThat(peer.hasEnded()).isFalse();
      recorder.connection().producerReady();
      peer.awaitReceived("abc").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason()).isEqualTo(new CloseReason(Kind.LOCAL, null, 0));
      assertThat(producer.closes).isEqualTo(1);
    }

    @EveryFamily
    void ofTheOutputOnlyDoesSoToo(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(Producer.of(ByteBuffer.allocate(1_000_000)));
      recorder.connection().shutdownOutput();
      ScriptedProducer late = pending();
      assertThat(recorder.connection().send(late)).isFalse();
      peer.awaitEnd();
      assertThat(peer.receivedCount()).isEqualTo(1_000_000);
      peer.send("still heard");
      net.until(() -> recorder.received().equals("still heard"));

      assertThat(late.calls).isZero();
      assertThat(late.closes).isEqualTo(1);
    }

    @Test
    void hasTimeAsLongAsBytesLeave() throws IOException {
      net.limits(limits -> limits.drainTimeout(Duration.ofSeconds(1)));
      Recorder recorder = net.recorder();
      ScriptedProducer slow = new ScriptedProducer();
      for (int i = 0; i < 10; i++) {
        slow.then("x", Outcome.PENDING);
        net.loop()
            .schedule(
                Duration.ofMillis(150L * (i + 1)), () -> recorder.connection().producerReady());
      }
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send(slow);
      recorder.connection().close();
      peer.awaitEnd();

      assertThat(peer.received()).isEqualTo("x".repeat(10));
    }

    @EveryFamily
    void isOverWhenTheProducerHasNothingForTooLong(Family family) throws IOException {
      net.limits(limits -> limits.drainTimeout(Duration.ofMillis(50)));
      Recorder recorder = net.recorder();
      ScriptedProducer producer = pending();
      net.accept(family, recorder);
      recorder.connection().send(producer);
      recorder.connection().send("four");
      recorder.connection().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason()).isEqualTo(new CloseReason(Kind.LOCAL, null, 4));
      assertThat(producer.closes).isEqualTo(1);
    }
  }

  @Nested
  class AProducerThatCallsItsConnection {

    @EveryFamily
    void maySendWhichComesBehindIt(Family family) throws IOException {
      Recorder recorder = net.recorder();
      ScriptedProducer second = new ScriptedProducer().then("2", Outcome.END);
      ScriptedProducer first =
          new ScriptedProducer()
              .then(
                  room -> {
                    recorder.connection().send("b");
                    recorder.connection().send(second);
                    room.put((byte) 'a');
                    return Outcome.READY;
                  })
              .then("a", Outcome.END);
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(first);
      peer.awaitReceived("aab2");
    }

    @EveryFamily
    void mayCloseIt(Family family) throws IOException {
      Recorder recorder = net.recorder();
      ScriptedProducer producer =
          new ScriptedProducer()
              .then(
                  room -> {
                    recorder.connection().close();
                    room.put((byte) 'a');
                    return Outcome.READY;
                  })
              .then("b", Outcome.END);
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(producer);
      peer.awaitReceived("ab").awaitEnd().close();
      net.until(recorder::isClosed);

      assertThat(recorder.reason()).isEqualTo(new CloseReason(Kind.LOCAL, null, 0));
    }

    @EveryFamily
    void mayAbortIt(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Recorder other = net.recorder();
      Peer unharmed = net.accept(family, other);
      ScriptedProducer producer =
          new ScriptedProducer()
              .then(
                  room -> {
                    recorder.connection().abort();
                    other.connection().send("x".repeat(1000));
                    room.put(new byte[4000]);
                    return Outcome.READY;
                  });
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(producer);
      peer.awaitGone();
      net.until(recorder::isClosed);
      unharmed.awaitReceived("x".repeat(1000));

      assertThat(recorder.reason().kind()).isEqualTo(Kind.ABORTED);
      assertThat(producer.calls).isEqualTo(1);
      assertThat(producer.closes).isEqualTo(1);
    }

    @Test
    void mayDiscardItself() throws IOException {
      FramedRecorder recorder = net.framedRecorder(Terminator.raw());
      ScriptedProducer producer =
          new ScriptedProducer()
              .then(
                  room -> {
                    recorder.discard();
                    recorder.send("after");
                    room.put((byte) 'x');
                    return Outcome.READY;
                  });
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().send(producer);
      peer.awaitReceived("after");

      assertThat(producer.closes).isEqualTo(1);
    }
  }

  @Nested
  class AConnectionThatEnds {

    @EveryFamily
    void becauseItsPeerVanishesClosesAllProducers(Family family) throws IOException {
      Recorder recorder = net.recorder();
      ScriptedProducer first = endless();
      ScriptedProducer second = pending();
      Peer peer = net.accept(family, recorder);
      recorder.connection().send(first);
      recorder.connection().send("four");
      recorder.connection().send(second);
      net.until(() -> peer.take(100_000) > 0);
      peer.close();
      net.until(recorder::isClosed);

      assertThat(List.of(first.closes, second.closes)).containsOnly(1);
      assertThat(recorder.reason().undeliveredBytes()).isGreaterThanOrEqualTo(4);
    }

    @Test
    void byAbortClosesThemBeforeItsCloseEventButNotInsideTheCall() throws IOException {
      Recorder recorder = net.recorder();
      ScriptedProducer first = endless();
      ScriptedProducer second = pending();
      List<Integer> closes = new ArrayList<>();
      recorder.on(Event.CLOSE, () -> closes.add(first.closes + second.closes));
      net.accept(Family.IPV4, recorder);
      recorder.connection().send(first);
      recorder.connection().send(second);
      net.settle();
      recorder.connection().abort();
      assertThat(first.closes + second.closes).isZero();
      net.until(recorder::isClosed);

      assertThat(closes).containsExactly(2);
    }

    @Test
    void withItsLoopClosesThem() throws IOException {
      Recorder recorder = net.recorder();
      ScriptedProducer producer = pending();
      net.accept(Family.IPV4, recorder);
      recorder.connection().send(producer);
      net.settle();
      net.loop().closeAll();

      assertThat(producer.closes).isEqualTo(1);
      assertThat(recorder.reason().kind()).isEqualTo(Kind.LOOP_CLOSED);
    }

    @Test
    void takesNoProducerAnyMore() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      recorder.connection().close();
      ScriptedProducer late = pending();
      assertThat(recorder.connection().send(late)).isFalse();
      peer.awaitEnd().close();
      net.until(recorder::isClosed);
      ScriptedProducer tooLate = pending();
      assertThatIllegalStateException().isThrownBy(() -> recorder.connection().send(tooLate));
      recorder.connection().producerReady();

      assertThat(late.calls + tooLate.calls).isZero();
      assertThat(late.closes).isEqualTo(1);
      assertThat(tooLate.closes).isZero();
    }
  }

  @Test
  void tooManyOfThemExceedALimit() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    List<ScriptedProducer> producers = new ArrayList<>();
    for (int i = 0; i < 1025; i++) {
      producers.add(pending());
      recorder.connection().send(producers.get(i));
    }
    net.until(recorder::isClosed);

    assertThat(recorder.reason().kind()).isEqualTo(Kind.LIMIT);
    assertThat(producers).allMatch(producer -> producer.closes == 1);
  }

  @Test
  @SuppressWarnings("NullAway") // That is the mistake.
  void noneIsRefused() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    assertThatNullPointerException().isThrownBy(() -> recorder.connection().send((Producer) null));
  }
}
