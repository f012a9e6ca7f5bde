package dev.pollen;

import java.io.IOException;

/**
 * A channel exceeded one of its {@link Limits}. The channel is closed; nobody else is concerned.
 */
public final class LimitExceededException extends IOException {
  private static final long serialVersionUID = 1;

  LimitExceededException(String message) {
    super(message);
  }
}
