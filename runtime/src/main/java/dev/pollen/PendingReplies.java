package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.flight.RunningCallback;
import java.util.ArrayDeque;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answers that a connection owes, in the order in which they were promised. While there are
 * any, its input is held. Most connections never have one of these.
 */
final class PendingReplies implements Runnable {
  /** Only a timer whose answers never come gets there. */
  static final int MAX_WAITING = 1024;

  private final Connection connection;
  private final ConnectionDriver driver;
  private final ArrayDeque<PendingReply<?>> waiting = new ArrayDeque<>(2);

  /** The one whose work has been given to another thread, and was not reported to be done. */
  private @Nullable PendingReply<?> working;

  /** Whether an answer is just being sent. */
  private boolean telling;

  /** Whether the last answer is the end. */
  private boolean closing;

  PendingReplies(Connection connection) {
    this.connection = connection;
    this.driver = connection.driver();
  }

  Loop loop() {
    return connection.loop();
  }

  /** Answers when a stage is complete; at once if it is, and nothing else is to be answered. */
  <T> void add(CompletionStage<? extends @Nullable T> stage, Consumer<? super T> reply) {
    PendingReply<T> pending = new PendingReply<>(this, connection.runningEvent(), reply);
    pending.await(stage);
    boolean isNext = waiting.isEmpty();
    if (!pending.isComplete()) {
      add(pending);
    } else if (isNext && !telling && pending.failure() == null) {
      telling = true;
      try {
        pending.tell();
      } finally {
        telling = false;
      }
    } else {
      add(pending);
      if (isNext) {
        loop().handOver(this);
      }
    }
  }

  /** Answers when another thread has done some work, behind the work that was given before. */
  <T> void add(Callable<? extends @Nullable T> work, Consumer<? super T> reply) {
    PendingReply<T> pending = new PendingReply<>(this, connection.runningEvent(), reply);
    pending.work = new Offloaded<>(work, pending);
    add(pending);
    startNextWork();
  }

  private void add(PendingReply<?> pending) {
    if (waiting.size() == MAX_WAITING) {
      driver.end().exceeded(MAX_WAITING + " answers that are not there yet", false);
      return;
    }
    waiting.add(pending);
    driver.input().hold();
    driver.settleSoon();
  }

  private void startNextWork() {
    if (working != null) {
      return;
    }
    for (PendingReply<?> next : waiting) {
      Offloaded<?> work = next.work;
      if (work != null && !next.isComplete()) {
        working = next;
        work.start(loop().offloads());
        return;
      }
    }
  }

  /** In a task of the loop. */
  void completed(PendingReply<?> pending) {
    if (pending == working) {
      working = null;
      Throwable failure = pending.failure();
      if (failure != null && connection.isEnding()) {
        connection.tellFailure(pending.event, failure);
      }
      tellCloseIfClosed();
    }
    run();
  }

  /** Sends the answers that are there, as far as none is missing before them. */
  @Override
  public void run() {
    // Those that are promised meanwhile wait for a further task, or others might wait for ever.
    for (int left = waiting.size(); left > 0 && isNextComplete() && mayTell(); left--) {
      PendingReply<?> next = waiting.remove();
      driver.input().release();
      driver.settleSoon();
      tell(next);
    }
    if (isNextComplete() && mayTell()) {
      loop().handOver(this);
    }
    startNextWork();
    if (closing && waiting.isEmpty()) {
      driver.end().beginClosing(Kind.LOCAL, null);
    }
  }

  private boolean isNextComplete() {
    PendingReply<?> next = waiting.peek();
    return next != null && next.isComplete();
  }

  /** After an exceeded limit, only its error is told. */
  private boolean mayTell() {
    return !driver.exceedsLimit();
  }

  private void tell(PendingReply<?> next) {
    Throwable failure = next.failure();
    if (failure == null) {
      telling = true;
      RunningCallback call = connection.begin(next.event);
      try {
        next.tell();
      } catch (Throwable cause) {
        failure = cause;
      }
      connection.ends(call, next.event);
      telling = false;
    }
    if (failure != null) {
      connection.tellFailure(next.event, failure);
    }
  }

  /** Closes the connection when all is answered. */
  void closeWhenAnswered() {
    if (waiting.isEmpty()) {
      driver.end().beginClosing(Kind.LOCAL, null);
    } else if (!closing) {
      closing = true;
      driver.input().hold();
    }
  }

  /** The connection is closing: nobody waits for an answer, and no work is to begin. */
  void drop() {
    waiting.clear();
    if (working != null && working.work != null && working.work.cancel()) {
      working = null;
    }
  }

  /** Whether a method of the handler may still run on another thread. */
  boolean isWorking() {
    return working != null;
  }

  /** The loop ends, and waits for nobody. */
  void abandonWork() {
    if (working != null) {
      working = null;
      tellCloseIfClosed();
    }
  }

  private void tellCloseIfClosed() {
    if (connection.state() == ChannelState.CLOSED) {
      loop().agenda().tellClosed(connection);
    }
  }
}
