package dev.pollen;

/**
 * The peer has sent, or announced, a frame that is longer than its {@link Terminator} allows. The
 * connection is closed, unless the frame {@linkplain #isSkipped() is skipped}.
 */
public final class FrameTooLongException extends LimitExceededException {
  private static final long serialVersionUID = 1;

  /** Whether the connection goes on behind the frame. */
  private final boolean skipped;

  FrameTooLongException(String message, boolean skipped) {
    super(message, true);
    this.skipped = skipped;
  }

  /**
   * Whether the connection goes on behind the frame.
   *
   * @return whether its terminator says {@code skippingOversized()}
   */
  public boolean isSkipped() {
    return skipped;
  }
}
