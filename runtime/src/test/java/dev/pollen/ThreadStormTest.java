package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
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
  void aTimerThatManyThreadsRescheduleRunsAfterTheLastWordAndNotAfterACancel() throws Exception {
    net.listen(Family.IPV4, net::recorder);
    AtomicInteger ran = new AtomicInteger();
    AtomicInteger ranAfterCancel = new AtomicInteger();
    boolean[] cancelled = new boolean[1];
    Timer timer =
        net.loop()
            .schedule(
                Duration.ofHours(1),
                () -> {
                  ran.incrementAndGet();
                  if (cancelled[0]) {
                    ranAfterCancel.incrementAndGet();
                  }
                });
    try (LoopThread loop = LoopThread.start(net.loop())) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        Random random = new Random(t);
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 5000; i++) {
                    if (random.nextBoolean()) {
                      timer.reschedule(Duration.ofNanos(random.nextInt(100_000)));
                    } else {
                      timer.cancel();
                    }
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      CountDownLatch quiet = new CountDownLatch(1);
      net.loop()
          .execute(
              () -> {
                timer.cancel();
                cancelled[0] = true;
                net.loop().schedule(Duration.ofMillis(5), quiet::countDown);
              });
      LoopThread.await(quiet);
      int before = ran.get();
      CountDownLatch again = new CountDownLatch(1);
      net.loop().execute(() -> cancelled[0] = false);
      timer.reschedule(Duration.ZERO);
      net.loop().schedule(Duration.ofMillis(5), again::countDown);
      LoopThread.await(again);
      assertThat(ran.get()).isEqualTo(before + 1);
      assertThat(loop.thread().isAlive()).isTrue();
    }
    assertThat(ranAfterCancel).hasValue(0);
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
