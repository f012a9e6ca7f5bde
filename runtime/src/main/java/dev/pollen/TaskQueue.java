package dev.pollen;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tasks from any thread for the loop thread, which is woken at most once per sleep.
 *
 * <p>The protocol: the loop says that it is about to sleep <em>before</em> it looks whether a task
 * is there; the other side adds its task <em>before</em> it looks whether the loop sleeps. So one
 * of them sees the other.
 */
final class TaskQueue {
  private static final int AWAKE = 0;
  private static final int ASLEEP = 1;

  private final MpscQueue tasks = new MpscQueue();
  private final AtomicInteger sleep = new AtomicInteger(AWAKE);
  private final Runnable wakeup;

  TaskQueue(Runnable wakeup) {
    this.wakeup = wakeup;
  }

  /** From any thread. */
  void add(Runnable task) {
    tasks.add(task);
    wakeIfAsleep();
  }

  /** From the loop thread itself, which looks for tasks before it sleeps. */
  void addFromLoop(Runnable task) {
    tasks.add(task);
  }

  /** From any thread: at most one wake-up for each sleep that was announced. */
  void wakeIfAsleep() {
    if (sleep.get() == ASLEEP && sleep.compareAndSet(ASLEEP, AWAKE)) {
      wakeup.run();
    }
  }

  /** From the loop thread: whether it may sleep. If so, {@link #leaveSleep()} must follow. */
  boolean enterSleep() {
    sleep.set(ASLEEP);
    if (tasks.isEmpty()) {
      return true;
    }
    sleep.set(AWAKE);
    return false;
  }

  void leaveSleep() {
    sleep.set(AWAKE);
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** Counts them, which takes as long as there are many. */
  int size() {
    return tasks.size();
  }

  @Nullable Runnable poll() {
    return tasks.poll();
  }
}
