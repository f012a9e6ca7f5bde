package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Other threads that hand work to a running loop, many at a time. */
@Timeout(60)
final class ThreadStormTest {
  private static final int THREADS = 4;

  @RegisterExtension final Net net = new Net();

  @Test
  void whatEachThreadSendsArrivesCompletelyAndInItsOrder() throws Exception {
    int perThread = 5000;
    Recorder recorder = net.recorder();
    Peer unused = net.accept(Family.IPV4, recorder);
    SocketChannel peer = unused.channel;
    Connection connection = recorder.connection();
    // The events of a test belong to its own thread, those of this one to the loop's.
    CountDownLatch ready = new CountDownLatch(THREADS);
    int[] next = new int[THREADS];
    try (LoopThread loop = LoopThread.start(net.loop())) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int number = t;
        Thread thread =
            new Thread(
                () -> {
                  ready.countDown();
                  LoopThread.await(ready);
                  for (int i = 0; i < perThread; i++) {
                    ByteBuffer message = ByteBuffer.allocate(8).putInt(number).putInt(i).flip();
                    net.loop().execute(() -> connection.send(message));
                  }
                });
        threads.add(thread);
        thread.start();
      }
      peer.configureBlocking(true);
      ByteBuffer message = ByteBuffer.allocate(8);
      for (int i = 0; i < THREADS * perThread; i++) {
        message.clear();
        while (message.hasRemaining()) {
          assertThat(peer.read(message)).isPositive();
        }
        message.flip();
        int from = message.getInt();
        assertThat(message.getInt()).isEqualTo(next[from]++);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(loop.thread().isAlive()).isTrue();
    }
    assertThat(next).containsOnly(perThread);
  }

  @Test
  void aTimerThatManyThreadsRescheduleRunsAfterTheLastWord() throws Exception {
    net.listen(Family.IPV4, net::recorder);
    AtomicInteger ran = new AtomicInteger();
    Timer timer = net.loop().schedule(Duration.ofHours(1), ran::incrementAndGet);
    try (LoopThread loop = LoopThread.start(net.loop())) {
      join(start(timer, () -> false));
      timer.reschedule(Duration.ofHours(1));
      int before = awaitPass(ran);
      timer.reschedule(Duration.ZERO);
      assertThat(awaitPass(ran)).isEqualTo(before + 1);
      assertThat(loop.thread().isAlive()).isTrue();
    }
  }

  @Test
  void aTimerThatIsCancelledWhileManyThreadsRescheduleItNeverRunsAgain() throws Exception {
    net.listen(Family.IPV4, net::recorder);
    AtomicInteger ran = new AtomicInteger();
    AtomicInteger ranAfterCancel = new AtomicInteger();
    AtomicBoolean cancelled = new AtomicBoolean();
    Runnable task =
        () -> {
          ran.incrementAndGet();
          if (cancelled.get()) {
            ranAfterCancel.incrementAndGet();
          }
        };
    Timer timer = net.loop().schedule(Duration.ZERO, task);
    try (LoopThread loop = LoopThread.start(net.loop())) {
      List<Thread> threads = start(timer, cancelled::get);
      while (ran.get() == 0) {
        Thread.onSpinWait();
      }
      net.loop()
          .execute(
              () -> {
                timer.cancel();
                cancelled.set(true);
              });
      join(threads);
      int before = awaitPass(ran);
      assertThatIllegalStateException().isThrownBy(() -> timer.reschedule(Duration.ZERO));
      assertThat(awaitPass(ran)).isEqualTo(before);
      assertThat(loop.thread().isAlive()).isTrue();
    }
    assertThat(ranAfterCancel).hasValue(0);
  }

  /** Reschedules from many threads; if it may be refused, until it is. */
  private static List<Thread> start(Timer timer, BooleanSupplier mayBeRefused) {
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      Random random = new Random(t);
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 5000 || mayBeRefused.getAsBoolean(); i++) {
                  try {
                    timer.reschedule(Duration.ofNanos(random.nextInt(100_000)));
                  } catch (IllegalStateException cancelled) {
                    return;
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    return threads;
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Lets the loop do what it was told, and says how often a task has run then. */
  private int awaitPass(AtomicInteger ran) {
    CountDownLatch passed = new CountDownLatch(1);
    net.loop().schedule(Duration.ofMillis(5), passed::countDown);
    LoopThread.await(passed);
    return ran.get();
  }

  @Test
  void stoppingAndRunningAgainWhileTasksPourInLosesNone() throws IOException {
    net.listen(Family.IPV4, net::recorder);
    AtomicInteger ran = new AtomicInteger();
    int tasks = 20_000;
    Thread source =
        new Thread(
            () -> {
              for (int i = 0; i < tasks; i++) {
                net.loop().execute(ran::incrementAndGet);
                if (i % 100 == 0) {
                  net.loop().stop();
                }
              }
            });
    source.start();
    net.until(
        () -> {
          net.loop().run(Duration.ofMillis(1), 100);
          return ran.get() == tasks;
        });
  }
}
