package dev.pollen.testkit;

import dev.pollen.testkit.kernel.Kernel;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/**
 * Stands in for the threads on which names are looked up and offloaded methods run: what they are
 * given is done between the passes of the loops, in its order. What comes while nobody drives the
 * network is done at once, or time would pass before it. Only when time passes by itself, which is
 * for what is about several threads, each task has a thread of its own.
 */
final class Workers implements Executor, Participant {
  private final Drive drive;
  private final Kernel kernel;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

  Workers(Drive drive, Kernel kernel) {
    this.drive = drive;
    this.kernel = kernel;
  }

  @Override
  public void execute(Runnable task) {
    if (drive.isWorking() || !kernel.followsRealTime()) {
      executeInPlace(task);
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
