package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimerQueueTest {
  private final TimerQueue queue = new TimerQueue();
  private final Loop loop = open();

  private static Loop open() {
    try {
      return Loop.open();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() {
    loop.close();
  }

  private Timer timer() {
    return Timer.once(loop, () -> {}, null);
  }

  private List<Timer> drain() {
    List<Timer> order = new ArrayList<>();
    for (Timer due = queue.poll(Long.MAX_VALUE / 2, Long.MAX_VALUE); due != null; ) {
      order.add(due);
      due = queue.poll(Long.MAX_VALUE / 2, Long.MAX_VALUE);
    }
    return order;
  }

  @Test
  void theEarliestDeadlineComesFirst() {
    Timer late = timer();
    Timer early = timer();
    queue.add(late, 20);
    queue.add(early, 10);

    assertThat(queue.nextDeadlineNanos()).isEqualTo(10);
    assertThat(drain()).containsExactly(early, late);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void equalDeadlinesKeepTheOrderInWhichTheyWereAdded() {
    List<Timer> added = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      added.add(timer());
      queue.add(added.get(i), 5);
    }

    assertThat(drain()).containsExactlyElementsOf(added);
  }

  @Test
  void nothingIsDueBeforeItsDeadline() {
    Timer timer = timer();
    queue.add(timer, 10);

    assertThat(queue.poll(9, Long.MAX_VALUE)).isNull();
    assertThat(queue.poll(10, Long.MAX_VALUE)).isSameAs(timer);
    assertThat(queue.poll(10, Long.MAX_VALUE)).isNull();
  }

  @Test
  void deadlinesAreComparedAcrossTheOverflowOfTheClock() {
    Timer before = timer();
    Timer after = timer();
    queue.add(after, Long.MIN_VALUE + 5);
    queue.add(before, Long.MAX_VALUE - 5);

    assertThat(queue.poll(Long.MAX_VALUE - 6, Long.MAX_VALUE)).isNull();
    assertThat(queue.poll(Long.MAX_VALUE, Long.MAX_VALUE)).isSameAs(before);
    assertThat(queue.poll(Long.MAX_VALUE, Long.MAX_VALUE)).isNull();
    assertThat(queue.poll(Long.MIN_VALUE + 5, Long.MAX_VALUE)).isSameAs(after);
  }

  @Test
  void aTimerThatIsAddedAgainMoves() {
    Timer moved = timer();
    Timer other = timer();
    queue.add(moved, 10);
    queue.add(other, 20);
    queue.add(moved, 20);

    assertThat(queue.size()).isEqualTo(2);
    assertThat(drain()).containsExactly(other, moved);
  }

  @Test
  void whatIsAddedLaterThanAskedForWaitsForTheNextQuestion() {
    Timer first = timer();
    queue.add(first, 5);
    long end = queue.nextSequence();
    Timer second = timer();
    queue.add(second, 5);

    assertThat(queue.poll(5, end)).isSameAs(first);
    assertThat(queue.poll(5, end)).isNull();
    assertThat(queue.poll(5, queue.nextSequence())).isSameAs(second);
  }

  @Test
  void removingTwiceOrWithoutHavingAddedDoesNothing() {
    Timer timer = timer();
    queue.remove(timer);
    queue.add(timer, 1);
    queue.remove(timer);
    queue.remove(timer);

    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aHundredThousandCancelledTimersLeaveNothingBehind() {
    List<WeakReference<Timer>> cancelled = cancelledTimers();

    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.capacity()).isLessThanOrEqualTo(64);
    long start = System.nanoTime();
    while (cancelled.stream().anyMatch(timer -> timer.get() != null)) {
      assertThat(System.nanoTime() - start).as("still in memory after").isLessThan(10_000_000_000L);
      System.gc();
    }
    // The queue is still alive here, or it would have proved nothing.
    assertThat(queue.size()).isZero();
  }

  private List<WeakReference<Timer>> cancelledTimers() {
    List<Timer> timers = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      Timer timer = timer();
      timers.add(timer);
      queue.add(timer, random.nextInt());
    }
    Collections.shuffle(timers, random);
    timers.forEach(queue::remove);
    return timers.stream().limit(1000).map(WeakReference::new).toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void doesWhatASortedListDoes(long seed) {
    Random random = new Random(seed);
    List<Timer> reference = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 20_000; step++) {
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          Timer timer = timer();
          queue.add(timer, now + random.nextInt(50));
          reference.add(timer);
        }
        case 2 -> {
          if (!reference.isEmpty()) {
            Timer any = reference.remove(random.nextInt(reference.size()));
            if (random.nextBoolean()) {
              queue.remove(any);
            } else {
              queue.add(any, now + random.nextInt(50));
              reference.add(any);
            }
          }
        }
        default -> {
          now += random.nextInt(20);
          // The list is in the order of adding, and this sort keeps it for equal deadlines.
          reference.sort(Comparator.comparingLong(t -> t.deadlineNanos));
          for (Timer due = queue.poll(now, Long.MAX_VALUE);
              due != null;
              due = queue.poll(now, Long.MAX_VALUE)) {
            assertThat(due).isSameAs(reference.remove(0));
          }
          assertThat(reference.isEmpty() || reference.get(0).deadlineNanos > now).isTrue();
        }
      }
      assertThat(queue.size()).isEqualTo(reference.size());
    }
  }
}
