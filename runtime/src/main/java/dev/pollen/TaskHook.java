package dev.pollen;

/** A task of a user, run by a timer; known by its own name in reports. */
record TaskHook(Runnable task) implements TimedHook {

  @Override
  public void run() {
    task.run();
  }
}
