package dev.pollen.behaviour;

import dev.pollen.Loop;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a loop on a thread of its own, for what is about threads. */
final class LoopThread implements AutoCloseable {
  private static final long HANG_GUARD_SECONDS = 20;

  private final Loop loop;
  private final Thread thread;
  private volatile @Nullable Throwable thrown;

  /** Returns when the loop runs. */
  LoopThread(Loop loop) {
    this.loop = loop;
    thread = new Thread(this::run, "loop of a test");
    CountDownLatch running = new CountDownLatch(1);
    loop.execute(running::countDown);
    thread.start();
    await(running);
  }

  private void run() {
    try {
      loop.run();
    } catch (Throwable failure) {
      thrown = failure;
    }
  }

  Thread thread() {
    return thread;
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

  /** Waits until the run is over, which nobody has to be told. */
  void join() {
    try {
      thread.join(TimeUnit.SECONDS.toMillis(HANG_GUARD_SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (thread.isAlive() || thrown != null) {
      throw new AssertionError("The run did not end well", thrown);
    }
  }

  /** Waits until the loop sleeps in the system, where only a wake-up or a socket can reach it. */
  void awaitSleep() {
    while (thread.isAlive() && !sleeps()) {
      Thread.onSpinWait();
    }
  }

  private boolean sleeps() {
    StackTraceElement[] stack = thread.getStackTrace();
    boolean isInTheSystem = stack.length > 0 && stack[0].isNativeMethod();
    return isInTheSystem || isInForeignFunction(stack) || isWaiting(thread.getState());
  }

  /**
   * As on a transport that calls the system through java.lang.foreign. The frames of the call
   * itself are hidden, but not the class that makes it.
   */
  private static boolean isInForeignFunction(StackTraceElement[] stack) {
    return stack.length > 0 && stack[0].getClassName().startsWith("dev.pollen.linux.system.");
  }

  /** As on a simulated network, where there is no system to sleep in. */
  private static boolean isWaiting(Thread.State state) {
    return state == Thread.State.WAITING || state == Thread.State.TIMED_WAITING;
  }

  @Override
  public void close() {
    loop.stop();
    join();
  }
}
