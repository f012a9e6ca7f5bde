package dev.pollen.benchmark.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Measures a thread of tasks; each answer is the mean time of one operation in nanoseconds. */
final class TaskCosts {
  private static final int PENDING_TIMERS = 10_000;
  private static final int TIMERS = 200_000;
  private static final int ROUND_TRIPS = 20_000;
  private static final int HANDOVERS = 500_000;

  private final Tasks tasks;

  TaskCosts(Tasks tasks) {
    this.tasks = tasks;
  }

  long answer(String question) {
    try {
      return switch (question) {
        case "timers" -> timers();
        case "wakeups" -> wakeUps();
        case "handovers" -> handovers();
        default -> throw new IllegalArgumentException(question);
      };
    } catch (InterruptedException e) {
      throw new IllegalStateException("Nobody interrupts this thread", e);
    }
  }

  /**
   * A timer that is set and cancelled on the thread, as most time limits are, among many others.
   */
  private long timers() {
    CompletableFuture<Long> answer = new CompletableFuture<>();
    tasks.execute(
        () -> {
          List<Runnable> pending = new ArrayList<>();
          for (int i = 0; i < PENDING_TIMERS; i++) {
            pending.add(tasks.schedule(1000L + i % 977, TimeUnit.SECONDS, () -> {}));
          }
          long start = System.nanoTime();
          for (int i = 0; i < TIMERS; i++) {
            tasks.schedule(500L + i % 1009, TimeUnit.SECONDS, () -> {}).run();
          }
          long mean = (System.nanoTime() - start) / TIMERS;
          pending.forEach(Runnable::run);
          answer.complete(mean);
        });
    return answer.join();
  }

  /** From a thread that has nothing else to do to one that sleeps, and back. */
  private long wakeUps() throws InterruptedException {
    Semaphore back = new Semaphore(0);
    long start = System.nanoTime();
    for (int i = 0; i < ROUND_TRIPS; i++) {
      tasks.execute(back::release);
      back.acquire();
    }
    return (System.nanoTime() - start) / ROUND_TRIPS;
  }

  /** A task among many that another thread hands over while the thread is awake. */
  private long handovers() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(HANDOVERS);
    long start = System.nanoTime();
    for (int i = 0; i < HANDOVERS; i++) {
      tasks.execute(done::countDown);
    }
    done.await();
    return (System.nanoTime() - start) / HANDOVERS;
  }
}
