package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
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
    void whenTheEndOfAChannelClosesTheLastOne() throws IOException {
      Listener last = net.listen(Family.IPV4, net::recorder);
      Listener next = net.loop().listen(new InetSocketAddress(0), new Closing(last));
      Listener first = net.loop().listen(new InetSocketAddress(0), new Closing(next));
      net.loop().execute(first::close);
      net.loop().run();

      assertThat(net.loop().channels()).isEmpty();
    }

    /** Closes another listener when its own is closed. */
    private static final class Closing extends ListenerDispatcher {
      private final Listener other;

      Closing(Listener other) {
        this.other = other;
      }

      @Override
      protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
        return null;
      }

      @Override
      protected void handleClose(CloseReason reason) {
        other.close();
      }
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
