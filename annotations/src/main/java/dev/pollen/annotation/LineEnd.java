package dev.pollen.annotation;

/** What ends a {@link Line}. */
public enum LineEnd {
  /** A line feed; a carriage return directly before it belongs to the end. */
  LF_OR_CRLF,
  /**
   * A carriage return and a line feed. Either of them alone belongs to the line, so that nobody can
   * smuggle a line past a peer that is as strict.
   */
  CRLF,
  /** A line feed; a carriage return belongs to the line. */
  LF
}
