package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class MpscQueueTest {
  private final MpscQueue queue = new MpscQueue();
  private final List<Integer> ran = new ArrayList<>();

  private void add(int number) {
    queue.add(() -> ran.add(number));
  }

  private void runNext() {
    Objects.requireNonNull(queue.poll(), "there is a task").run();
  }

  @Test
  void anEmptyOneHasNothingToTake() {
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.size()).isZero();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void whatWasAddedFirstIsTakenFirst() {
    add(1);
    add(2);
    runNext();
    add(3);
    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.isEmpty()).isFalse();
    runNext();
    runNext();

    assertThat(ran).containsExactly(1, 2, 3);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.size()).isZero();
    assertThat(queue.poll()).isNull();
  }

  @Test
  void itCanBeFilledAgainWhenItWasEmpty() {
    for (int i = 0; i < 3; i++) {
      add(i);
      runNext();
      assertThat(queue.poll()).isNull();
    }

    assertThat(ran).containsExactly(0, 1, 2);
  }

  @Test
  void everyTaskOfEveryThreadIsTakenOnceAndInItsOrder() throws InterruptedException {
    int threads = 4;
    int tasksOfEach = 100_000;
    int[] takenOf = new int[threads];
    List<String> outOfOrder = new ArrayList<>();
    CountDownLatch begin = new CountDownLatch(1);
    List<Thread> producers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      Thread producer =
          new Thread(
              () -> {
                awaitUninterrupted(begin);
                for (int i = 0; i < tasksOfEach; i++) {
                  int number = i;
                  queue.add(
                      () -> {
                        if (takenOf[thread]++ != number) {
                          outOfOrder.add(thread + ": " + number);
                        }
                      });
                }
              },
              "producer " + t);
      producers.add(producer);
      producer.start();
    }
    begin.countDown();
    for (int taken = 0; taken < threads * tasksOfEach; ) {
      Runnable task = queue.poll();
      if (task != null) {
        task.run();
        taken++;
      } else {
        Thread.onSpinWait();
      }
    }
    for (Thread producer : producers) {
      producer.join();
    }

    assertThat(outOfOrder).isEmpty();
    assertThat(takenOf).containsOnly(tasksOfEach);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.poll()).isNull();
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
