package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.OnError;

/** Writes down errors, and goes on. */
public abstract class Tolerant extends Recorded {
  @OnError
  final void failed(Throwable cause) {
    tellError(cause);
  }
}
