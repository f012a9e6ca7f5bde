package dev.pollen.annotation;

/** What follows the error event of a frame that is longer than allowed. */
public enum Oversized {
  /** The connection is closed. */
  CLOSE,
  /** The frame is skipped, without being kept, and the next one follows. */
  SKIP
}
