package dev.pollen;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs once at a time to come, on the loop thread; from {@link Loop#schedule} or {@link
 * Connection#schedule}. Its methods may be called from any thread.
 */
public final class Timer {
  static final int NOT_QUEUED = -1;

  private final Loop loop;
  private final Runnable task;
  final @Nullable Channel owner;

  /**
   * How often this timer was told when to run, or not to. What one thread says may be overtaken on
   * its way to the loop by what another says later; the last to speak is right.
   */
  private final AtomicInteger orders = new AtomicInteger();

  /** Which order the queue follows. */
  private int followed;

  // Of TimerQueue, and so of the loop thread.
  long deadlineNanos;
  long sequence;
  int position = NOT_QUEUED;

  Timer(Loop loop, Runnable task, @Nullable Channel owner) {
    this.loop = loop;
    this.task = Objects.requireNonNull(task, "task");
    this.owner = owner;
  }

  /**
   * Prevents the task from running. Does nothing if it has run or was cancelled.
   *
   * <p>On the loop thread this holds at once; from another thread, the task may just be running.
   */
  public void cancel() {
    follow(() -> loop.timers().remove(this));
  }

  /**
   * Lets the task run after a delay from now, instead of when it was to run; also if it has run or
   * was cancelled, unless it belongs to a connection that is closing or closed.
   *
   * @param delay how long to wait
   * @throws IllegalArgumentException if the delay is negative
   */
  public void reschedule(Duration delay) {
    long deadline = TimerQueue.deadlineAfter(delay);
    follow(
        () -> {
          if (owner == null || !owner.isEnding()) {
            loop.timers().add(this, deadline);
          }
        });
  }

  private void follow(Runnable order) {
    int number = orders.incrementAndGet();
    loop.onLoopThread(
        () -> {
          if (number == orders.get()) {
            followed = number;
            order.run();
          }
        });
  }

  Runnable task() {
    return task;
  }

  /** Its deadline has come; unless a later order is still on its way, the task runs. */
  void run() {
    if (followed == orders.get()) {
      task.run();
    }
  }
}
