package dev.pollen;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Who runs the loop, and what ends the run. */
final class RunState {
  private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
  private volatile boolean stopRequested;
  private volatile boolean closed;
  private boolean shuttingDown;
  private boolean shutDown;
  private boolean leavesTasks;
  private @Nullable VirtualMachineError fatal;

  void enter() {
    if (closed) {
      throw new IllegalStateException("This loop is closed");
    }
    Thread running = runner.compareAndExchange(null, Thread.currentThread());
    if (running == Thread.currentThread()) {
      throw new IllegalStateException(
          "This loop is running already: an event must not run it again");
    }
    if (running != null) {
      throw new IllegalStateException(
          "This loop is running already, on thread '" + running.getName() + "'");
    }
  }

  void leave() {
    runner.set(null);
  }

  boolean isRunning() {
    return runner.get() != null;
  }

  /** Who runs the loop; {@code null} if nobody does. */
  @Nullable Thread runner() {
    return runner.get();
  }

  boolean isRunner(Thread thread) {
    return runner.get() == thread;
  }

  void checkThread(String what) {
    // Without a fence, since this is asked for every send. A thread that wrongly uses the loop may
    // in theory see an old value, and then miss the message that tells it so.
    Thread running = runner.getPlain();
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

  void checkUsable(String what) {
    checkThread(what);
    if (closed) {
      throw new IllegalStateException(what + ": this loop is closed");
    }
    if (shutDown) {
      throw new IllegalStateException(what + ": this loop has shut down");
    }
  }

  void checkListening(String what) {
    checkUsable(what);
    if (shuttingDown) {
      throw new IllegalStateException(what + ": this loop is shutting down");
    }
  }

  void shutDown() {
    shuttingDown = true;
  }

  /** The time is over in which channels may finish. */
  void shutDownEnds() {
    shutDown = true;
  }

  /** Tasks do not keep the loop running any more, or those that never end would. */
  void leaveTasks() {
    leavesTasks = true;
  }

  boolean leavesTasks() {
    return leavesTasks;
  }

  boolean isShuttingDown() {
    return shuttingDown;
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
    Thread running = runner.get();
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
