package dev.pollen.processor.model;

import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/** What an event method returns, as far as it matters. */
public sealed interface Result {

  /** {@code void}. */
  record Nothing() implements Result {}

  /** The {@code boolean} of a predicate. */
  record Answer() implements Result {}

  /** Bytes or text for the peer. */
  record Reply() implements Result {}

  /** The state to enter. */
  record NextState() implements Result {}

  /** An answer and the state to enter behind it. */
  record ReplyWithState() implements Result {}

  /**
   * A message for the peer.
   *
   * @param encoder what turns it into bytes
   */
  record Message(Coder encoder) implements Result {}

  /**
   * One of these, or nothing, when it is ready.
   *
   * @param result what it will be
   */
  record Later(Result result) implements Result {}

  /** The dispatcher of a new connection, ready to be used. */
  record ReadyDispatcher() implements Result {}

  /**
   * The handler of a new connection, to be wrapped by its own dispatcher.
   *
   * @param dispatcher the class that wraps it
   * @param generic whether that class has type parameters
   * @param raw whether the method leaves out the handler's type arguments
   */
  record NewHandler(DispatcherName dispatcher, boolean generic, boolean raw) implements Result {}

  /**
   * A value that is ready later.
   *
   * @param type its type
   */
  record Pending(TypeMirror type) implements Result {}

  /**
   * Something nobody can do anything with.
   *
   * @param type its type
   */
  record Unusable(TypeMirror type) implements Result {}

  /** Tells whether this can take a connection into another state. */
  default boolean entersState() {
    return this instanceof NextState
        || this instanceof ReplyWithState
        || (this instanceof Later later && later.result().entersState());
  }

  /** What turns this into bytes, if it is a message, or will be one. */
  default Optional<Coder> coder() {
    if (this instanceof Message message) {
      return Optional.of(message.encoder());
    }
    return this instanceof Later later ? later.result().coder() : Optional.empty();
  }

  /** Tells whether this makes the class of an {@code @OnAccept} method a listener. */
  default boolean makesListener() {
    return this instanceof NewHandler || this instanceof ReadyDispatcher;
  }
}
