package dev.pollen.benchmark.server;

import java.util.concurrent.TimeUnit;

/** A thread that runs tasks of others, now or later: what loops have in common with executors. */
interface Tasks {

  /** Runs a task, soon, on that thread. */
  void execute(Runnable task);

  /** Runs a task on that thread, later; running what is returned cancels that. */
  Runnable schedule(long delay, TimeUnit unit, Runnable task);
}
