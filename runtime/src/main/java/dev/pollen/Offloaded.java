package dev.pollen;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Work for another thread than the loop's, whose result is the answer that a connection owes.
 *
 * @param <T> what is answered
 */
final class Offloaded<T> implements Runnable {
  private final Callable<? extends @Nullable T> work;
  private final PendingReply<T> reply;

  /** Whether it has begun, or never will. */
  private final AtomicBoolean taken = new AtomicBoolean();

  Offloaded(Callable<? extends @Nullable T> work, PendingReply<T> reply) {
    this.work = work;
    this.reply = reply;
  }

  void start(Executor executor) {
    try {
      executor.execute(this);
    } catch (RuntimeException rejected) {
      failUnlessTaken(rejected);
    } catch (Error noThread) {
      // That the system has no further thread is an error of the machine, but not the end of it.
      failUnlessTaken(new RejectedExecutionException("No thread for it", noThread));
    }
  }

  private void failUnlessTaken(RuntimeException rejected) {
    if (cancel()) {
      reply.accept(null, rejected);
    }
  }

  /** Keeps it from beginning; says whether it had not. */
  boolean cancel() {
    return taken.compareAndSet(false, true);
  }

  @Override
  public void run() {
    if (!taken.compareAndSet(false, true)) {
      return;
    }
    T value = null;
    Throwable failure = null;
    try {
      value = work.call();
    } catch (Throwable thrown) {
      failure = thrown;
    }
    reply.accept(value, failure);
  }
}
