package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class LoopRunTest {
  @RegisterExtension final Net net = new Net();

  @Nested
  class TheRunEnds {
    @Test
    void whenThereIsNothingToDoAtAll() {
      net.loop().run();
    }

    @Test
    void whenTheLastChannelIsClosed() throws IOException {
      Listener listener = net.listen(Family.IPV4, net::recorder);
      net.loop().execute(listener::close);
      net.loop().run();

      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void notBeforeTheLastTimerHasRun() {
      AtomicInteger ran = new AtomicInteger();
      net.loop().schedule(Duration.ofMillis(20), ran::incrementAndGet);
      net.loop().run();

      assertThat(ran).hasValue(1);
    }

    @Test
    void notBeforeTheLastTaskHasRunAlsoIfThereAreMoreThanFitIntoAPass() {
      AtomicInteger ran = new AtomicInteger();
      for (int i = 0; i < 1000; i++) {
        net.loop().execute(ran::incrementAndGet);
      }
      net.loop().run();

      assertThat(ran).hasValue(1000);
    }

    @Test
    void afterThePassInWhichItIsStopped() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      net.loop().execute(net.loop()::stop);
      net.loop().run();

      assertThat(net.loop().channels()).as("channels stay").hasSize(1);
    }

    @Test
    void soonWhenAnotherThreadStopsItsSleep() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      LoopThread thread = LoopThread.start(net.loop());
      thread.awaitSleep();
      net.loop().stop();

      assertThat(thread.join()).isNull();
    }

    @Test
    void atOnceIfItWasStoppedBefore() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      net.loop().stop();
      net.loop().run();
    }

    @Test
    void onlyOnceForOneStop() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      net.loop().stop();
      net.loop().run();
      CountDownLatch ran = new CountDownLatch(1);
      try (LoopThread thread = LoopThread.start(net.loop())) {
        thread.awaitSleep();
        net.loop().execute(ran::countDown);
        LoopThread.await(ran);
      }
    }

    @Test
    void whenTheThreadIsInterruptedAndKeepsTheFlag() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      AtomicReference<Boolean> flag = new AtomicReference<>();
      Thread thread =
          new Thread(
              () -> {
                net.loop().run();
                flag.set(Thread.currentThread().isInterrupted());
              });
      thread.start();
      thread.interrupt();
      join(thread);

      assertThat(flag).hasValue(true);
      assertThat(net.loop().channels()).hasSize(1);
    }

    @Test
    void whenAnEventInterruptsItsOwnThread() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      net.loop().execute(() -> Thread.currentThread().interrupt());
      net.loop().run();

      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Nested
  class ACountedRun {
    @Test
    void makesSoManyPassesAlsoIfNothingHappens() throws IOException {
      AtomicInteger awaits = countAwaits();
      net.listen(Family.IPV4, net::recorder);
      net.loop().run(Duration.ofMillis(1), 7);

      assertThat(awaits).hasValue(7);
    }

    @Test
    void ofZeroPassesDoesNothing() throws IOException {
      AtomicInteger awaits = countAwaits();
      net.listen(Family.IPV4, net::recorder);
      AtomicInteger ran = new AtomicInteger();
      net.loop().execute(ran::incrementAndGet);
      net.loop().run(Duration.ofSeconds(10), 0);

      assertThat(awaits).hasValue(0);
      assertThat(ran).hasValue(0);
    }

    @Test
    void endsEarlyWhenNothingIsLeft() {
      net.loop().execute(() -> {});
      net.loop().run(Duration.ofSeconds(10), Integer.MAX_VALUE);
    }

    @Test
    void refusesNegativeArguments() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.loop().run(Duration.ZERO, -1))
          .withMessageContaining("-1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.loop().run(Duration.ofNanos(-1), 1));
      assertThatIllegalArgumentException().isThrownBy(() -> net.loop().poll(Duration.ofNanos(-1)));
    }

    private AtomicInteger countAwaits() {
      AtomicInteger awaits = new AtomicInteger();
      net.wrap(
          transport -> {
            CountingTransport counting = new CountingTransport(transport);
            counting.onAwait = awaits::incrementAndGet;
            return counting;
          });
      return awaits;
    }
  }

  @Nested
  class APoll {
    @Test
    void doesNotWaitWithoutATimeout() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      for (int i = 0; i < 1000; i++) {
        assertThat(net.loop().poll(Duration.ZERO)).isZero();
      }
    }

    @Test
    void tellsHowManySocketsWereReady() throws IOException {
      Listener one = net.listen(Family.IPV4, net::recorder);
      Listener two = net.listen(Family.IPV4, net::recorder);
      net.connectTo(one);
      net.connectTo(two);

      assertThat(net.loop().poll(Duration.ofSeconds(5))).isEqualTo(2);
    }

    @Test
    void waitsNoLongerThanToTheNextTimer() {
      AtomicInteger ran = new AtomicInteger();
      net.loop().schedule(Duration.ofMillis(10), ran::incrementAndGet);
      long start = System.nanoTime();
      while (ran.get() == 0) {
        net.loop().poll(Duration.ofHours(1));
      }

      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(20);
    }

    @Test
    void acceptsAnyTimeout() throws IOException {
      Listener listener = net.listen(Family.IPV4, net::recorder);
      net.connectTo(listener);

      assertThat(net.loop().poll(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(1);
    }
  }

  @Nested
  class ARunningLoop {
    @Test
    void isNotRunAgainFromAnEvent() {
      AtomicReference<Throwable> refused = new AtomicReference<>();
      net.loop().execute(() -> refused.set(catching(() -> net.loop().run())));
      net.loop().execute(() -> refused.compareAndSet(null, catching(() -> poll())));
      net.loop().run();

      assertThat(refused.get())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("running already");
    }

    @Test
    void isNotRunByASecondThread() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      try (LoopThread thread = LoopThread.start(net.loop())) {
        assertThatIllegalStateException()
            .isThrownBy(() -> net.loop().run())
            .withMessageContaining(thread.thread().getName());
        assertThatIllegalStateException().isThrownBy(LoopRunTest.this::poll);
      }
    }

    @Test
    void isNotClosed() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      try (LoopThread thread = LoopThread.start(net.loop())) {
        assertThat(thread.thread().isAlive()).isTrue();
        assertThatIllegalStateException()
            .isThrownBy(() -> net.loop().close())
            .withMessageContaining("stop()");
      }
      net.loop().execute(() -> assertThat(catching(() -> net.loop().close())).isNotNull());
      net.loop().poll(Duration.ZERO);
      assertThat(net.log().messages()).isEmpty();
    }

    @Test
    void belongsToOneOfTwoThreadsThatRunItAtTheSameMoment() throws Exception {
      for (int round = 0; round < 300; round++) {
        try (Loop loop = Loop.open()) {
          loop.listen(new InetSocketAddress(0), net::recorder);
          CyclicBarrier together = new CyclicBarrier(2);
          AtomicInteger refused = new AtomicInteger();
          Runnable contender =
              () -> {
                try {
                  together.await();
                  loop.run();
                } catch (IllegalStateException expected) {
                  refused.incrementAndGet();
                  loop.stop();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              };
          Thread other = new Thread(contender);
          other.start();
          contender.run();
          join(other);
          assertThat(refused).as("round %s", round).hasValue(1);
        }
      }
    }
  }

  @Test
  void whatIsLeftAfterARunIsServedByTheNext() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    net.loop().run(Duration.ZERO, 1);
    peer.trySend("hello");
    net.loop().run(Duration.ofSeconds(5), 1);

    assertThat(recorder.received()).isEqualTo("hello");
  }

  @Test
  void aFailureToWaitIsTold() {
    net.wrap(
        transport -> {
          CountingTransport failing = new CountingTransport(transport);
          failing.onAwait =
              () -> {
                throw new UncheckedIOException(new IOException("no poller"));
              };
          return failing;
        });
    net.loop().execute(() -> {});
    assertThatThrownBy(() -> net.loop().run()).hasRootCauseMessage("no poller");
  }

  private void poll() {
    net.loop().poll(Duration.ZERO);
  }

  private static Throwable catching(Runnable action) {
    try {
      action.run();
      return new AssertionError("nothing was thrown");
    } catch (RuntimeException thrown) {
      return thrown;
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(20_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    assertThat(thread.isAlive()).isFalse();
  }
}
