package dev.pollen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for work that may block, if the loop was told no others: virtual ones where there are
 * such, else a pool. All loops share them, and they keep no program from ending.
 */
final class OffloadThreads {
  /** Blocked threads cost memory and no time, but without a bound they would cost all of it. */
  static final int MOST = 64;

  private static final long KEPT_SECONDS = 30;

  private static final Executor SHARED = open();

  private OffloadThreads() {}

  static Executor shared() {
    return SHARED;
  }

  /** The library runs on JDK 17, which has no such method to compile against. */
  private static Executor open() {
    try {
      return (ExecutorService)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invokeExact();
    } catch (Throwable before21) {
      return pool();
    }
  }

  /** A connection has one task here at a time, so the queue is as long as there are connections. */
  static ThreadPoolExecutor pool() {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            MOST,
            MOST,
            KEPT_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "pollen-offload-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }
}
