package dev.pollen;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Timers by deadline, those of the same deadline in the order in which they were added. A binary
 * heap in which each timer knows its position, so that a cancelled one leaves at once instead of
 * holding its memory until its deadline.
 */
final class TimerQueue {
  private static final int INITIAL_CAPACITY = 16;

  private @Nullable Timer[] heap = new @Nullable Timer[INITIAL_CAPACITY];
  private int size;
  private long nextSequence;

  /**
   * A time to wait, in nanoseconds; at most half of the range, so that deadlines can be compared.
   */
  static long nanos(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("A time to wait must not be negative, but is " + duration);
    }
    try {
      return Math.min(duration.toNanos(), Long.MAX_VALUE / 2);
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE / 2;
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  /** For how many timers there is room. */
  int capacity() {
    return heap.length;
  }

  /** Greater than that of every timer that was added so far. */
  long nextSequence() {
    return nextSequence;
  }

  /** The earliest deadline; only if there is one. */
  long nextDeadlineNanos() {
    return at(0).deadlineNanos;
  }

  /** Adds a timer, or moves it if it is there already. */
  void add(Timer timer, long deadlineNanos) {
    remove(timer);
    timer.deadlineNanos = deadlineNanos;
    timer.sequence = nextSequence++;
    if (size == heap.length) {
      heap = Arrays.copyOf(heap, size * 2);
    }
    siftUp(timer, size++);
    if (timer.owner != null) {
      timer.owner.addTimer(timer);
    }
  }

  /** Removes a timer if it is there. */
  void remove(Timer timer) {
    int position = timer.position;
    if (position == Timer.NOT_QUEUED) {
      return;
    }
    timer.position = Timer.NOT_QUEUED;
    if (timer.owner != null) {
      timer.owner.removeTimer(timer);
    }
    Timer last = at(--size);
    heap[size] = null;
    if (last != timer) {
      siftDown(last, position);
      siftUp(last, last.position);
    }
    if (size >= INITIAL_CAPACITY && size < heap.length / 4) {
      heap = Arrays.copyOf(heap, heap.length / 2);
    }
  }

  /**
   * Removes and returns the next timer whose deadline is not after the given time, if there is one.
   * Nothing is returned that was added later than asked for, so that a timer whose deadline is now,
   * again and again, has its turn once in each pass and not for ever in the first.
   */
  @Nullable Timer poll(long nowNanos, long beforeSequence) {
    // By difference: the clock may overflow.
    if (size == 0 || nowNanos - at(0).deadlineNanos < 0 || at(0).sequence >= beforeSequence) {
      return null;
    }
    Timer due = at(0);
    remove(due);
    return due;
  }

  private void siftUp(Timer timer, int from) {
    int position = from;
    while (position > 0) {
      int parent = (position - 1) >>> 1;
      if (!isBefore(timer, at(parent))) {
        break;
      }
      put(at(parent), position);
      position = parent;
    }
    put(timer, position);
  }

  private void siftDown(Timer timer, int from) {
    int position = from;
    while (true) {
      int child = 2 * position + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && isBefore(at(child + 1), at(child))) {
        child++;
      }
      if (!isBefore(at(child), timer)) {
        break;
      }
      put(at(child), position);
      position = child;
    }
    put(timer, position);
  }

  private static boolean isBefore(Timer a, Timer b) {
    long difference = a.deadlineNanos - b.deadlineNanos;
    return difference != 0 ? difference < 0 : a.sequence < b.sequence;
  }

  private void put(Timer timer, int position) {
    heap[position] = timer;
    timer.position = position;
  }

  private Timer at(int position) {
    Timer timer = heap[position];
    assert timer != null : position;
    return timer;
  }
}
