package dev.pollen;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Threads that hand over numbered tasks, all at once. The tasks note whether they run in order. */
final class NumberedTasks {
  private static final int THREADS = 4;

  private final int ofEach;
  private final int[] ranOf = new int[THREADS];
  private final CountDownLatch ready = new CountDownLatch(THREADS);
  private final List<Thread> producers = new ArrayList<>();

  /** How many tasks have run. */
  final AtomicInteger ran = new AtomicInteger();

  /** How many tasks have run before or after their turn among those of the same thread. */
  final AtomicInteger outOfOrder = new AtomicInteger();

  /** Begins to hand over so many tasks from each thread. */
  NumberedTasks(int ofEach, Consumer<Runnable> queue) {
    this.ofEach = ofEach;
    for (int t = 0; t < THREADS; t++) {
      int thread = t;
      Thread producer = new Thread(() -> produce(thread, queue), "producer " + t);
      producers.add(producer);
      producer.start();
    }
  }

  private void produce(int thread, Consumer<Runnable> queue) {
    ready.countDown();
    LoopThread.await(ready);
    for (int i = 0; i < ofEach; i++) {
      int number = i;
      queue.accept(() -> run(thread, number));
    }
  }

  private void run(int thread, int number) {
    if (ranOf[thread] != number) {
      outOfOrder.incrementAndGet();
    }
    ranOf[thread] = number + 1;
    ran.incrementAndGet();
  }

  /** How many there are of all threads together. */
  int count() {
    return THREADS * ofEach;
  }

  /** Whether every task has run. */
  boolean haveRun() {
    return ran.get() >= count();
  }

  /** Waits until all tasks have been handed over. */
  void awaitHandedOver() throws InterruptedException {
    for (Thread producer : producers) {
      producer.join();
    }
  }
}
