package dev.pollen;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that a connection owes. It may become complete on any thread; what follows from that
 * happens on the loop thread.
 *
 * @param <T> what is answered
 */
final class PendingReply<T> implements BiConsumer<@Nullable T, @Nullable Throwable>, Runnable {
  private final PendingReplies replies;

  /** What was told when the answer was promised. */
  final Event event;

  private final Consumer<? super T> reply;

  /** What is to run to get the answer, if it is not under way already. */
  @Nullable Offloaded<T> work;

  /** Whether it is being asked whether it is complete already. */
  private boolean asked;

  private @Nullable T value;
  private @Nullable Throwable failure;

  /** Whether the loop knows that the other two are there. */
  private boolean complete;

  PendingReply(PendingReplies replies, Event event, Consumer<? super T> reply) {
    this.replies = replies;
    this.event = event;
    this.reply = reply;
  }

  /** Has itself called when a stage is complete, or now if it is. */
  void await(CompletionStage<? extends @Nullable T> stage) {
    asked = true;
    try {
      stage.whenComplete(this);
    } finally {
      asked = false;
    }
  }

  /** It is complete, here or on any other thread. */
  @Override
  public void accept(@Nullable T newValue, @Nullable Throwable newFailure) {
    value = newValue;
    failure = newFailure;
    // Only the thread of the loop can be the one that asks.
    if (replies.loop().isLoopThread() && asked) {
      complete = true;
    } else {
      replies.loop().handOver(this);
    }
  }

  /** The loop hears that it is complete. */
  @Override
  public void run() {
    if (!complete) {
      complete = true;
      replies.completed(this);
    }
  }

  boolean isComplete() {
    return complete;
  }

  /** Why there is no answer; {@code null} if there is one. */
  @Nullable Throwable failure() {
    Throwable thrown = failure;
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  /** Sends the answer. */
  void tell() {
    if (value != null) {
      reply.accept(value);
    }
  }
}
