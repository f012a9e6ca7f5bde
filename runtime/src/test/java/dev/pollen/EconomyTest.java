package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CountingTransport.CountingSocket;
import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the loop does not do: wake, call and allocate without need. */
@Timeout(60)
final class EconomyTest {
  @RegisterExtension final Net net = new Net();

  private @Nullable CountingTransport counted;

  @BeforeEach
  void count() {
    net.wrap(transport -> counted = new CountingTransport(transport));
  }

  private CountingTransport counted() {
    assert counted != null;
    return counted;
  }

  private CountingSocket onlySocket() {
    assertThat(counted().sockets).hasSize(1);
    return counted().sockets.get(0);
  }

  @Nested
  class ALoopWithoutWorkSleeps {
    private void assertSleeps() {
      net.settle();
      long nanos = Duration.ofMillis(100).toNanos();
      long start = System.nanoTime();
      int ready = net.loop().poll(Duration.ofNanos(nanos));

      assertThat(ready).isZero();
      assertThat(System.nanoTime() - start).as("the time it waited").isGreaterThanOrEqualTo(nanos);
    }

    @EveryFamily
    void withIdleConnections(Family family) throws IOException {
      for (int i = 0; i < 20; i++) {
        net.accept(family, net.recorder());
      }
      assertSleeps();
    }

    @EveryFamily
    void withUnreadBytesAndTheEndBehindAPause(Family family) throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> recorder.connection().pauseReading());
      Peer peer = net.accept(family, recorder).send("hello");
      net.until(() -> recorder.journal.count("read") == 1);
      peer.trySend("more");
      peer.close();
      assertSleeps();
    }

    @EveryFamily
    void withAConnectionThatIsHalfClosedAndOneWhosePeerIsGone(Family family) throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.EOF, () -> {});
      Recorder lonely = net.recorder();
      lonely.on(Event.EOF, () -> {});
      net.accept(family, recorder).finish();
      net.accept(family, lonely).close();
      assertSleeps();
    }

    @EveryFamily
    void withOutputThatThePeerDoesNotTake(Family family) throws IOException {
      Recorder recorder = net.recorder();
      net.accept(family, recorder);
      recorder.connection().send(new byte[12 * 1024 * 1024]);
      assertSleeps();
    }

    @EveryFamily
    void whileAConnectionDrains(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      recorder.connection().close();
      peer.awaitEnd();
      assertSleeps();
      peer.close();
    }

    @EveryFamily
    void withAPolledDispatcherThatWantsNothing(Family family) throws IOException {
      PolledRecorder recorder = net.polledRecorder().readableWhen(() -> false);
      net.accept(family, recorder).send("hello").close();
      assertSleeps();
    }

    @Test
    void andIsNotWokenByTasksOfItsOwnThread() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            recorder.readAll();
            net.loop().execute(() -> {});
            net.loop().schedule(Duration.ZERO, () -> {});
          });
      Peer peer = net.accept(Family.IPV4, recorder);
      for (int i = 1; i <= 10; i++) {
        int count = i;
        peer.send("x");
        net.until(() -> recorder.journal.count("read") == count);
      }

      assertThat(counted().wakeups).hasValue(0);
    }
  }

  @Nested
  class TheInterestOfASocket {
    @EveryFamily
    void isNotChangedByTrafficThatFlows(Family family) throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, () -> recorder.send(recorder.recv()));
      Peer peer = net.accept(family, recorder);
      StringBuilder sent = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        sent.append("ping");
        peer.send("ping").awaitReceived(sent.toString());
      }

      assertThat(onlySocket().interests).isEmpty();
      assertThat(onlySocket().sends).isEqualTo(100);
    }

    @EveryFamily
    void growsWhenTheSocketIsFullAndShrinksWhenTheOutputHasLeft(Family family) throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(family, recorder);
      int much = 12 * 1024 * 1024;
      recorder.connection().send(new byte[much]);
      net.until(
          () -> {
            peer.take(Integer.MAX_VALUE);
            return peer.receivedCount() == much && recorder.connection().queuedBytes() == 0;
          });
      net.settle();

      assertThat(onlySocket().interests)
          .containsExactly(Readiness.READ | Readiness.WRITE, Readiness.READ);
    }

    @Test
    void isNotChangedByAPauseThatIsTakenBackInTheSamePass() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            recorder.readAll();
            recorder.connection().pauseReading();
            net.loop().execute(() -> recorder.connection().resumeReading());
          });
      Peer peer = net.accept(Family.IPV4, recorder);
      for (int i = 1; i <= 10; i++) {
        int count = i;
        peer.send("x");
        net.until(() -> recorder.journal.count("read") == count);
      }
      net.settle();

      assertThat(onlySocket().interests).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void changesAtMostOnceInAPass(long seed) throws IOException {
      Random random = new Random(seed);
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      for (int i = 0; i < 300; i++) {
        switch (random.nextInt(5)) {
          case 0 -> recorder.connection().pauseReading();
          case 1 -> recorder.connection().resumeReading();
          case 2 -> peer.trySend("x".repeat(random.nextInt(1000)));
          case 3 -> peer.take(random.nextInt(1_000_000));
          default -> recorder.connection().send(new byte[random.nextInt(50_000)]);
        }
        if (random.nextBoolean()) {
          net.loop().poll(Duration.ZERO);
        }
      }

      List<Integer> passes = onlySocket().interestPasses;
      assertThat(passes).doesNotHaveDuplicates();
      assertThat(onlySocket().interests).isNotEmpty();
      for (int i = 1; i < passes.size(); i++) {
        assertThat(onlySocket().interests.get(i))
            .as("a change")
            .isNotEqualTo(onlySocket().interests.get(i - 1));
      }
    }
  }

  @Nested
  class Sending {
    @EveryFamily
    void manySmallPiecesInOneEventTakesOneSystemCall(Family family) throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            recorder.readAll();
            for (int i = 0; i < 200; i++) {
              recorder.send("piece ");
            }
          });
      net.accept(family, recorder).send("go").awaitReceived("piece ".repeat(200));

      assertThat(onlySocket().sends).isEqualTo(1);
    }

    @Test
    void fromATaskTakesOneSystemCallToo() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      net.loop()
          .execute(
              () -> {
                for (int i = 0; i < 200; i++) {
                  recorder.send("piece ");
                }
              });
      peer.awaitReceived("piece ".repeat(200));

      assertThat(onlySocket().sends).isEqualTo(1);
    }

    @Test
    void takesNoCallToLearnThatNothingMoreHasArrived() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      int before = onlySocket().receives;
      peer.send("hello");
      net.until(() -> recorder.received().equals("hello"));
      net.settle();

      assertThat(onlySocket().receives - before).isEqualTo(1);
    }
  }
}
