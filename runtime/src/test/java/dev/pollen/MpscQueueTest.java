package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
    NumberedTasks tasks = new NumberedTasks(100_000, queue::add);
    while (!tasks.haveRun()) {
      Runnable task = queue.poll();
      if (task != null) {
        task.run();
      } else {
        Thread.onSpinWait();
      }
    }
    tasks.awaitHandedOver();

    assertThat(tasks.outOfOrder).hasValue(0);
    assertThat(tasks.ran).hasValue(tasks.count());
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.poll()).isNull();
  }
}
