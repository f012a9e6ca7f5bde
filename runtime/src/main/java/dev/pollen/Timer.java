package dev.pollen;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A task that runs at a time to come, once or again and again, on the loop thread; from {@link
 * Loop#schedule}, {@link Loop#every} and their likes on {@link Connection} and {@link Dispatcher}.
 * Its methods may be called from any thread, also while the task runs, and from inside it.
 *
 * <p>A timer of a channel ends with it: once the channel is closing or closed, it never runs.
 */
public final class Timer {
  static final int NOT_QUEUED = -1;

  /** The period of a timer that runs once. */
  private static final long ONCE = -1;

  /** In place of the number of an order: there will be no further one. */
  private static final int CANCELLED = -1;

  private final Loop loop;
  private final TimedHook task;
  final @Nullable Channel owner;

  /** From one run to the next, in nanoseconds; or {@link #ONCE}. */
  private final long periodNanos;

  /** Of a timer that waits for silence: what breaks it. */
  private final @Nullable Deadlines silence;

  /**
   * How often this timer was told when to run; or that it is cancelled. What one thread says may be
   * overtaken on its way to the loop by what another says later; the last to speak is right.
   */
  private final AtomicInteger orders = new AtomicInteger();

  /** Which order the queue follows. */
  private int followed;

  /** Since when it waits for its deadline. */
  private long sinceNanos;

  // Of TimerQueue, and so of the loop thread.
  long deadlineNanos;
  long sequence;
  int position = NOT_QUEUED;

  /** Where its channel keeps it. */
  int slot = NOT_QUEUED;

  private Timer(
      Loop loop,
      TimedHook task,
      @Nullable Channel owner,
      long periodNanos,
      @Nullable Deadlines silence) {
    this.loop = loop;
    this.task = Objects.requireNonNull(task, "task");
    this.owner = owner;
    this.periodNanos = periodNanos;
    this.silence = silence;
  }

  static Timer once(Loop loop, TimedHook task, @Nullable Channel owner) {
    return new Timer(loop, task, owner, ONCE, null);
  }

  static Timer every(Duration period, Loop loop, TimedHook task, @Nullable Channel owner) {
    return new Timer(loop, task, owner, TimerQueue.nanos(period), null);
  }

  static Timer onIdle(Duration time, Connection owner, TimedHook task, Deadlines silence) {
    if (time.isZero()) {
      throw new IllegalArgumentException("A time of silence must be positive, but is zero");
    }
    return new Timer(owner.loop(), task, owner, TimerQueue.nanos(time), silence);
  }

  /**
   * Prevents the task from running, for good. Does nothing if it was cancelled before, or has run
   * and was not to run again.
   *
   * <p>On the loop thread this holds at once; from another thread, the task may just be running.
   */
  public void cancel() {
    if (orders.getAndSet(CANCELLED) != CANCELLED) {
      loop.onLoopThread(() -> loop.timers().remove(this));
    }
  }

  /**
   * Lets the task run after a delay from now instead of when it was to run; also if it has run. A
   * periodic timer keeps its period, counted from there. Does nothing if it belongs to a channel
   * that is closing or closed.
   *
   * @param delay how long to wait
   * @throws IllegalArgumentException if the delay is negative
   * @throws IllegalStateException if this timer was cancelled
   */
  public void reschedule(Duration delay) {
    long delayNanos = TimerQueue.nanos(delay);
    long now = loop.nanoTime();
    int number = nextOrder();
    loop.onLoopThread(
        () -> {
          if (number == orders.get()) {
            followed = number;
            await(now, now + delayNanos);
          }
        });
  }

  private int nextOrder() {
    int before;
    int next;
    do {
      before = orders.get();
      if (before == CANCELLED) {
        throw new IllegalStateException(
            "This timer was cancelled, which is final: schedule a new one");
      }
      next = (before + 1) & Integer.MAX_VALUE;
    } while (!orders.compareAndSet(before, next));
    return next;
  }

  /** Starts a timer that is new: a periodic one after its period. */
  Timer start() {
    reschedule(Duration.ofNanos(periodNanos));
    return this;
  }

  private void await(long since, long deadline) {
    if (owner == null || !owner.isEnding()) {
      sinceNanos = since;
      loop.timers().add(this, deadline);
    }
  }

  /**
   * Its deadline has come, and it has left the queue. The task runs, unless a later order is still
   * on its way or the silence was broken meanwhile.
   */
  void run(long nowNanos) throws Exception {
    if (followed != orders.get() || hasToWaitLonger(nowNanos)) {
      return;
    }
    if (periodNanos != ONCE) {
      // Before it runs, so that the task can cancel or reschedule it.
      await(deadlineNanos, nextDeadline(nowNanos));
    }
    task.run();
  }

  /**
   * Looks only now for the bytes that came and went since it was set. So they cost no work for the
   * timer, however many there were.
   */
  private boolean hasToWaitLonger(long nowNanos) {
    if (silence == null || silence.lastTrafficNanos() - sinceNanos <= 0) {
      return false;
    }
    long since = silence.lastTrafficNanos();
    deadlineNanos = since + periodNanos;
    if (deadlineNanos - nowNanos <= 0) {
      return false;
    }
    await(since, deadlineNanos);
    return true;
  }

  /** The first time after now that is a whole number of periods away from this deadline. */
  private long nextDeadline(long nowNanos) {
    if (periodNanos == 0) {
      return nowNanos;
    }
    long missed = (nowNanos - deadlineNanos) / periodNanos;
    return deadlineNanos + (missed + 1) * periodNanos;
  }

  /**
   * The state of this timer and the time left; on another thread than the loop's, perhaps as it was
   * a moment ago.
   */
  @Override
  public String toString() {
    return "Timer[" + (periodNanos == ONCE ? "" : period() + ", ") + stateText() + "]";
  }

  private String period() {
    return (silence == null ? "every " : "after silence of ") + Duration.ofNanos(periodNanos);
  }

  private String stateText() {
    if (orders.get() == CANCELLED) {
      return "cancelled";
    }
    if (owner != null && owner.isEnding()) {
      return "ended with " + owner;
    }
    if (position == NOT_QUEUED) {
      return "not waiting";
    }
    long left = deadlineNanos - loop.nanoTime();
    return left > 0 ? "due in " + Duration.ofNanos(left) : "due";
  }
}
