package dev.pollen.testkit;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * Stands in for the threads on which names are looked up and offloaded methods run: what they are
 * given is done between the passes of the loops, in its order. While nobody drives the network,
 * each task has a thread of its own.
 */
final class Workers implements Executor, Participant {
  private final Drive drive;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  Workers(Drive drive) {
    this.drive = drive;
  }

  @Override
  public void execute(Runnable task) {
    if (drive.isWorking()) {
      waiting.add(task);
    } else {
      Thread thread = new Thread(task, "pollen-testkit-worker");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** As {@link #execute}, for what does not wait for anything: that needs no thread. */
  void executeInPlace(Runnable task) {
    if (drive.isWorking()) {
      waiting.add(task);
    } else {
      task.run();
    }
  }

  @Override
  public boolean work() {
    Runnable task = waiting.poll();
    if (task == null) {
      return false;
    }
    task.run();
    return true;
  }
}
