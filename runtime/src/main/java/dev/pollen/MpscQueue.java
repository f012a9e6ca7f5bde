package dev.pollen;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * An unbounded queue of tasks from many threads for one. To add takes one atomic exchange, however
 * many threads do so; to take needs none. The algorithm is Dmitry Vyukov's: a producer makes its
 * node the last one first, and then links the one before to it. In between the queue is not empty,
 * but may have nothing to take.
 */
final class MpscQueue {
  /**
   * Between slots that different threads write: 128 bytes or more, since processors fetch lines of
   * 64 bytes in pairs. Without that, two threads take twice as long.
   */
  private static final int SPACING = 32;

  /** The slot of the last node. */
  private static final int LAST = SPACING;

  /** The slot of the node that was taken last, which is for the consumer only. */
  private static final int TAKEN = 2 * SPACING;

  private final AtomicReferenceArray<Node> ends = new AtomicReferenceArray<>(3 * SPACING);

  MpscQueue() {
    Node none = new Node(null);
    ends.setPlain(TAKEN, none);
    ends.set(LAST, none);
  }

  /** From any thread. What it has done before is seen by the task. */
  void add(Runnable task) {
    Node added = new Node(task);
    ends.getAndSet(LAST, added).setRelease(added);
  }

  /** From the consumer: whether everything was taken that others have begun to add. */
  boolean isEmpty() {
    return ends.get(LAST) == ends.getPlain(TAKEN);
  }

  /** From the consumer: the next task; none, too, while its producer has not linked it. */
  @Nullable Runnable poll() {
    Node taken = ends.getPlain(TAKEN);
    Node next = taken.getAcquire();
    if (next == null) {
      return null;
    }
    // Else a node that has grown old would keep all that came after it from being collected young.
    taken.setPlain(null);
    ends.setPlain(TAKEN, next);
    Runnable task = next.task;
    next.task = null;
    return task;
  }

  /** From the consumer: how many it can take, which takes as long as there are many. */
  int size() {
    int size = 0;
    Node next = ends.getPlain(TAKEN).getAcquire();
    while (next != null) {
      size++;
      next = next.getAcquire();
    }
    return size;
  }

  /** Refers to the node behind it. */
  @SuppressWarnings("serial") // Nobody gets hold of one.
  private static final class Node extends AtomicReference<@Nullable Node> {
    private @Nullable Runnable task;

    Node(@Nullable Runnable task) {
      this.task = task;
    }
  }
}
