package dev.pollen;

import java.io.IOException;

/**
 * A channel exceeded one of its {@link Limits}. The channel is closed, but for what {@link
 * FrameTooLongException} says; nobody else is concerned.
 */
public sealed class LimitExceededException extends IOException permits FrameTooLongException {
  private static final long serialVersionUID = 1;

  /** Whether it was a limit of input, so that output can still be delivered. */
  private final boolean ofInput;

  LimitExceededException(String message, boolean ofInput) {
    super(message);
    this.ofInput = ofInput;
  }

  final boolean isOfInput() {
    return ofInput;
  }
}
