package dev.pollen.example;

import dev.pollen.Listener;
import dev.pollen.Loop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A service, the loop that runs it, and the way both end. */
public final class Server {
  private final Loop loop;
  private final Service service;
  private final Listener listener;
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Listens.
   *
   * @param loop the loop, which the server closes
   * @param address where
   * @param service what to do there
   * @throws IOException if the service cannot listen there; the loop is closed then
   */
  public Server(Loop loop, InetSocketAddress address, Service service) throws IOException {
    this.loop = loop;
    this.service = service;
    try {
      this.listener = service.listen(loop, address);
    } catch (IOException | RuntimeException e) {
      loop.close();
      throw e;
    }
  }

  /** Where it listens, with the actual port. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.localAddress();
  }

  /** Serves until it is stopped. */
  public void run() {
    try (loop) {
      loop.run();
    } finally {
      ended.countDown();
    }
  }

  /**
   * Stops: accepts nobody any more, lets the service finish what is under way, and waits for that.
   * To be called from another thread than the one that serves.
   *
   * @param patience how long to wait before everything is dropped
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void stop(Duration patience) throws InterruptedException {
    if (ended.getCount() == 0) {
      return;
    }
    loop.execute(
        () -> {
          listener.close();
          service.finish(loop);
        });
    if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      loop.stop();
      ended.await();
    }
  }
}
