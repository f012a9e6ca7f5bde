package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TaskQueueTest {
  private final AtomicInteger wakeups = new AtomicInteger();
  private final TaskQueue queue = new TaskQueue(wakeups::incrementAndGet);

  private static final Runnable NOTHING = TaskQueueTest::doNothing;

  private static void doNothing() {}

  @Test
  void nobodyIsWokenWhoIsAwake() {
    queue.add(NOTHING);
    queue.wakeIfAsleep();

    assertThat(wakeups).hasValue(0);
  }

  @Test
  void aSleepIsEndedByTheFirstTaskAndNotByTheOthers() {
    assertThat(queue.enterSleep()).isTrue();
    for (int i = 0; i < 100; i++) {
      queue.add(NOTHING);
    }

    assertThat(wakeups).hasValue(1);
  }

  @Test
  void everySleepCanBeEndedOnce() {
    for (int sleep = 1; sleep <= 3; sleep++) {
      assertThat(queue.enterSleep()).isTrue();
      queue.add(NOTHING);
      queue.wakeIfAsleep();
      queue.leaveSleep();
      assertThat(queue.poll()).isNotNull();
      assertThat(wakeups).hasValue(sleep);
    }
  }

  @Test
  void whoHasATaskDoesNotSleep() {
    queue.add(NOTHING);

    assertThat(queue.enterSleep()).isFalse();
    queue.add(NOTHING);
    assertThat(wakeups).hasValue(0);
  }

  @Test
  void whoHasLeftTheSleepIsNotWoken() {
    assertThat(queue.enterSleep()).isTrue();
    queue.leaveSleep();
    queue.add(NOTHING);

    assertThat(wakeups).hasValue(0);
  }

  /** The sleep is a semaphore here: if a wake-up were lost, the sleeper would never come back. */
  @Test
  void noWakeupIsLostAndTheTasksOfAThreadKeepTheirOrder() throws InterruptedException {
    Semaphore bell = new Semaphore(0);
    AtomicInteger sleeps = new AtomicInteger();
    AtomicInteger rings = new AtomicInteger();
    TaskQueue shared =
        new TaskQueue(
            () -> {
              rings.incrementAndGet();
              bell.release();
            });
    NumberedTasks tasks = new NumberedTasks(50_000, shared::add);
    CountDownLatch finished = new CountDownLatch(1);
    AtomicInteger overslept = new AtomicInteger();
    Thread sleeper =
        new Thread(
            () -> {
              while (!tasks.haveRun() && overslept.get() == 0) {
                // Also a sleep that is announced and then not needed may be ended.
                sleeps.incrementAndGet();
                if (shared.enterSleep()) {
                  try {
                    if (!bell.tryAcquire(10, TimeUnit.SECONDS)) {
                      overslept.incrementAndGet();
                    }
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                  shared.leaveSleep();
                }
                for (Runnable task = shared.poll(); task != null; task = shared.poll()) {
                  task.run();
                }
              }
              finished.countDown();
            },
            "sleeper");
    sleeper.start();
    tasks.awaitHandedOver();

    assertThat(finished.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(overslept).as("sleeps that nobody ended").hasValue(0);
    assertThat(tasks.outOfOrder).hasValue(0);
    assertThat(tasks.ran).hasValue(tasks.count());
    assertThat(rings.get()).as("wake-ups").isLessThanOrEqualTo(sleeps.get());
  }
}
