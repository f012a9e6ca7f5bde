package dev.pollen;

import org.jspecify.annotations.Nullable;

/** Who runs the loop, and what ends the run. */
final class RunState {
  // Not volatile: it is read for every send. A thread that wrongly uses the loop may in theory see
  // an old value, and then miss the message that tells it so.
  private @Nullable Thread runner;

  private volatile boolean stopRequested;
  private volatile boolean closed;
  private @Nullable VirtualMachineError fatal;

  void enter() {
    if (closed) {
      throw new IllegalStateException("This loop is closed");
    }
    Thread running = runner;
    if (running == Thread.currentThread()) {
      throw new IllegalStateException(
          "This loop is running already: an event must not run it again");
    }
    if (running != null) {
      throw new IllegalStateException(
          "This loop is running already, on thread '" + running.getName() + "'");
    }
    runner = Thread.currentThread();
  }

  /** Close events are told as in a run, with all that this forbids, also if there is none. */
  void enterToClose() {
    runner = Thread.currentThread();
  }

  void leave() {
    runner = null;
  }

  boolean isRunning() {
    return runner != null;
  }

  boolean isRunner(Thread thread) {
    return runner == thread;
  }

  void checkThread(String what) {
    Thread running = runner;
    if (running != null && running != Thread.currentThread()) {
      throw new IllegalStateException(
          what
              + " was called on thread '"
              + Thread.currentThread().getName()
              + "', but belongs to the loop thread '"
              + running.getName()
              + "': pass it to Loop.execute");
    }
  }

  /** From any thread. */
  void requestStop() {
    stopRequested = true;
  }

  boolean isStopRequested() {
    return stopRequested;
  }

  void forgetStop() {
    stopRequested = false;
  }

  /**
   * Errors of the virtual machine end the run, once every channel is in order. A stack that was too
   * deep is not one of them: it is unwound by the time it is noticed.
   */
  void noteFatal(Throwable cause) {
    if (cause instanceof VirtualMachineError error && !(cause instanceof StackOverflowError)) {
      fatal = error;
    }
  }

  boolean hasFatal() {
    return fatal != null;
  }

  void throwFatal() {
    VirtualMachineError error = fatal;
    if (error != null) {
      fatal = null;
      throw error;
    }
  }

  void requireStopped() {
    Thread running = runner;
    if (running != null) {
      throw new IllegalStateException(
          "This loop is running on thread '"
              + running.getName()
              + "'; call stop(), and close it when run() has returned");
    }
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }
}
