package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class OffloadThreadsTest {
  @Test
  void areVirtualWhereThereAreSuch() {
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    OffloadThreads.shared().execute(() -> ran.complete(Thread.currentThread()));
    Thread thread = ran.join();

    assertThat(thread.isDaemon()).isTrue();
    if (Runtime.version().feature() >= 21) {
      assertThat(thread.toString()).startsWith("VirtualThread");
    } else {
      assertThat(thread.getName()).startsWith("pollen-offload-");
    }
  }

  @Test
  void areBoundedInAPool() {
    CountDownLatch gate = new CountDownLatch(1);
    CountDownLatch ran = new CountDownLatch(2 * OffloadThreads.MOST);
    ThreadPoolExecutor pool = OffloadThreads.pool();
    for (int i = 0; i < 2 * OffloadThreads.MOST; i++) {
      pool.execute(
          () -> {
            LoopThread.await(gate);
            ran.countDown();
          });
    }
    assertThat(pool.getPoolSize()).isEqualTo(OffloadThreads.MOST);
    gate.countDown();
    LoopThread.await(ran);
    pool.shutdown();
  }
}
