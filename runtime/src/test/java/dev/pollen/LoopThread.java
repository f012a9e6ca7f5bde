package dev.pollen;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A loop that runs on a thread of its own, for the tests that are about threads. */
final class LoopThread implements AutoCloseable {
  private static final long HANG_GUARD_SECONDS = 20;

  private final Loop loop;
  private final Thread thread;
  private volatile @Nullable Throwable failure;

  private LoopThread(Loop loop) {
    this.loop = loop;
    this.thread =
        new Thread(
            () -> {
              try {
                loop.run();
              } catch (Throwable thrown) {
                failure = thrown;
              }
            },
            "loop");
  }

  /** Returns when the loop runs. */
  static LoopThread start(Loop loop) {
    CountDownLatch running = new CountDownLatch(1);
    loop.execute(running::countDown);
    LoopThread started = new LoopThread(loop);
    started.thread.start();
    await(running);
    return started;
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(HANG_GUARD_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("It never came to that");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Thread thread() {
    return thread;
  }

  /** Waits until the loop sleeps, or has ended. */
  void awaitSleep() {
    while (thread.isAlive() && !isInSelect()) {
      Thread.onSpinWait();
    }
  }

  private boolean isInSelect() {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith("sun.nio.ch.") && frame.isNativeMethod()) {
        return true;
      }
    }
    return false;
  }

  /** Waits until run() has returned, and tells what it threw. */
  @Nullable Throwable join() {
    try {
      thread.join(HANG_GUARD_SECONDS * 1000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (thread.isAlive()) {
      throw new AssertionError("run() never returned");
    }
    return failure;
  }

  @Override
  public void close() {
    loop.stop();
    Throwable thrown = join();
    if (thrown != null) {
      throw new AssertionError("run() threw", thrown);
    }
  }
}
