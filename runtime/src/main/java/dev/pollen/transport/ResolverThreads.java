package dev.pollen.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads on which names are looked up: shared by all loops, and gone when nobody asks. */
final class ResolverThreads {
  private static final int MAX_THREADS = 4;
  private static final long KEEP_ALIVE_MILLIS = 1000;

  static final Executor SHARED = open();

  private ResolverThreads() {}

  private static Executor open() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            KEEP_ALIVE_MILLIS,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "pollen-resolver");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
