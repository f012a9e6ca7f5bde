package dev.pollen.example;

import dev.pollen.Loop;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A loop that serves until it is stopped from another thread. */
final class Server {
  private final Loop loop;
  private final CountDownLatch ended = new CountDownLatch(1);

  /** Takes a loop, whose sockets are open, and which {@link #run} closes. */
  Server(Loop loop) {
    this.loop = loop;
  }

  /** Serves until it is stopped. */
  void run() {
    try (loop) {
      loop.run();
    } finally {
      ended.countDown();
    }
  }

  /**
   * Stops: accepts nobody any more, lets what is under way finish, and waits for that. To be called
   * from another thread than the one that serves.
   *
   * @param patience how long to wait before everything is dropped
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  void stop(Duration patience) throws InterruptedException {
    if (ended.getCount() > 0) {
      loop.shutdown(patience);
      ended.await();
    }
  }
}
