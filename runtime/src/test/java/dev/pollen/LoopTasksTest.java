package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class LoopTasksTest {
  private static final Duration FAR_AWAY = Duration.ofHours(1);

  @RegisterExtension final Net net = new Net();

  @Nested
  class ATask {
    @Test
    void wakesASleepingLoop() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      try (LoopThread thread = LoopThread.start(net.loop())) {
        for (int i = 0; i < 100; i++) {
          thread.awaitSleep();
          CountDownLatch ran = new CountDownLatch(1);
          net.loop().execute(ran::countDown);
          // Without a timer, only the wake-up can end the sleep.
          LoopThread.await(ran);
        }
      }
    }

    @Test
    void runsOnTheLoopThread() {
      AtomicReference<Thread> ranOn = new AtomicReference<>();
      net.loop().execute(() -> ranOn.set(Thread.currentThread()));
      net.loop().run();

      assertThat(ranOn).hasValue(Thread.currentThread());
    }

    @Test
    void thatThrowsIsLoggedAndCostsNothingElse() {
      AtomicInteger ran = new AtomicInteger();
      net.loop()
          .execute(
              () -> {
                throw new IllegalStateException("a bad task");
              });
      net.loop().execute(ran::incrementAndGet);
      net.loop().run();

      assertThat(ran).hasValue(1);
      assertThat(net.log().records()).hasSize(1);
      assertThat(net.log().records().get(0).getThrown()).hasMessage("a bad task");
    }

    @Test
    void ofOneThreadKeepsItsOrder() {
      List<Integer> order = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        int number = i;
        net.loop().execute(() -> order.add(number));
      }
      net.loop().run();

      assertThat(order).hasSize(5000).isSorted();
    }

    @Test
    void thatAddsItselfForEverDoesNotStarveTheSockets() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      Runnable[] again = new Runnable[1];
      again[0] = () -> net.loop().execute(again[0]);
      net.loop().execute(again[0]);
      peer.send("hello");
      net.until(() -> recorder.received().equals("hello"));
    }
  }

  @Nested
  class ATimer {
    @Test
    void runsOnceAndNotBeforeItsTime() {
      AtomicInteger ran = new AtomicInteger();
      long start = System.nanoTime();
      net.loop().schedule(Duration.ofMillis(30), ran::incrementAndGet);
      net.loop().run();

      assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
      assertThat(ran).hasValue(1);
    }

    @Test
    void ofAnotherThreadWakesTheLoop() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      CountDownLatch ran = new CountDownLatch(1);
      try (LoopThread thread = LoopThread.start(net.loop())) {
        thread.awaitSleep();
        net.loop().schedule(Duration.ofMillis(1), ran::countDown);
        LoopThread.await(ran);
      }
    }

    @Test
    void runsInTheOrderOfTheDeadlines() {
      // By the real time, the second one may be late before the third is there.
      new RuledTime(net).passesInWaits();
      List<String> order = new ArrayList<>();
      net.loop().schedule(Duration.ofMillis(20), () -> order.add("late"));
      net.loop().schedule(Duration.ofMillis(5), () -> order.add("early"));
      net.loop().schedule(Duration.ZERO, () -> order.add("now"));
      net.loop().run();

      assertThat(order).containsExactly("now", "early", "late");
    }

    @Test
    void thatIsCancelledDoesNotRun() {
      AtomicInteger ran = new AtomicInteger();
      Timer timer = net.loop().schedule(Duration.ofMillis(1), ran::incrementAndGet);
      timer.cancel();
      timer.cancel();
      net.loop().run();

      assertThat(ran).hasValue(0);
    }

    @Test
    void thatIsCancelledOnTheLoopThreadDoesNotRunAlsoIfItIsOnItsWayThere() {
      AtomicInteger ran = new AtomicInteger();
      Timer[] timer = new Timer[1];
      net.loop()
          .execute(
              () -> {
                Thread other =
                    new Thread(
                        () -> timer[0] = net.loop().schedule(Duration.ZERO, ran::incrementAndGet));
                other.start();
                join(other);
                timer[0].cancel();
              });
      net.loop().run();

      assertThat(ran).hasValue(0);
    }

    @Test
    void thatIsRescheduledOnTheLoopThreadOverridesWhatAnotherThreadSaidBefore() {
      AtomicInteger ran = new AtomicInteger();
      Timer timer = net.loop().schedule(FAR_AWAY, ran::incrementAndGet);
      net.loop()
          .execute(
              () -> {
                Thread other = new Thread(() -> timer.reschedule(FAR_AWAY));
                other.start();
                join(other);
                timer.reschedule(Duration.ZERO);
              });
      net.loop().run();

      assertThat(ran).hasValue(1);
    }

    @Test
    void mayRescheduleItselfFromInside() {
      AtomicInteger ran = new AtomicInteger();
      Timer[] timer = new Timer[1];
      timer[0] =
          net.loop()
              .schedule(
                  Duration.ZERO,
                  () -> {
                    if (ran.incrementAndGet() < 5) {
                      timer[0].reschedule(Duration.ofMillis(1));
                    }
                  });
      net.loop().run();

      assertThat(ran).hasValue(5);
    }

    @Test
    void mayBeRescheduledFromAnotherThreadAlsoAfterItHasRun() throws Exception {
      net.listen(Family.IPV4, net::recorder);
      Semaphore ran = new Semaphore(0);
      Timer timer = net.loop().schedule(FAR_AWAY, ran::release);
      try (LoopThread thread = LoopThread.start(net.loop())) {
        assertThat(thread.thread().isAlive()).isTrue();
        for (int i = 0; i < 2; i++) {
          timer.reschedule(Duration.ZERO);
          assertThat(ran.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        }
      }
    }

    @Test
    void cancelsAnotherThatIsDueInTheSamePass() {
      AtomicInteger ran = new AtomicInteger();
      Timer[] second = new Timer[1];
      net.loop()
          .execute(
              () -> {
                net.loop().schedule(Duration.ZERO, () -> second[0].cancel());
                second[0] = net.loop().schedule(Duration.ZERO, ran::incrementAndGet);
              });
      net.loop().run();

      assertThat(ran).hasValue(0);
    }

    @Test
    void thatRepeatsWithoutADelayDoesNotStarveTheSockets() throws IOException {
      Recorder recorder = net.recorder();
      Peer peer = net.accept(Family.IPV4, recorder);
      Timer[] timer = new Timer[1];
      timer[0] = net.loop().schedule(FAR_AWAY, () -> timer[0].reschedule(Duration.ZERO));
      timer[0].reschedule(Duration.ZERO);
      peer.send("hello");
      net.until(() -> recorder.received().equals("hello"));
      timer[0].cancel();
    }

    @Test
    void thatThrowsIsLoggedAndCostsNothingElse() {
      AtomicInteger ran = new AtomicInteger();
      net.loop()
          .schedule(
              Duration.ZERO,
              () -> {
                throw new IllegalStateException("a bad timer");
              });
      net.loop().schedule(Duration.ofMillis(1), ran::incrementAndGet);
      net.loop().run();

      assertThat(ran).hasValue(1);
      assertThat(net.log().records()).hasSize(1);
    }

    @Test
    void mustNotLieInThePast() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.loop().schedule(Duration.ofNanos(-1), () -> {}));
    }

    @Test
    void mayLieInAnyFuture() {
      AtomicInteger ran = new AtomicInteger();
      net.loop().schedule(Duration.ofSeconds(Long.MAX_VALUE), ran::incrementAndGet).cancel();
      net.loop().schedule(Duration.ofDays(365_000), ran::incrementAndGet).cancel();
      net.loop().run();

      assertThat(ran).hasValue(0);
    }
  }

  @Test
  void aClosedLoopRefusesTasksAndTimersAndIgnoresThoseItHas() {
    Timer timer = net.loop().schedule(FAR_AWAY, () -> {});
    net.loop().close();

    assertThatIllegalStateException().isThrownBy(() -> net.loop().execute(() -> {}));
    assertThatIllegalStateException()
        .isThrownBy(() -> net.loop().schedule(Duration.ZERO, () -> {}));
    assertThatIllegalStateException().isThrownBy(() -> net.loop().every(Duration.ZERO, () -> {}));
    timer.reschedule(Duration.ZERO);
    timer.cancel();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
