package dev.pollen.testkit.contract;

import dev.pollen.CloseReason.Kind;

/**
 * Who is on the other side of a {@link Subject}, as far as its account has to agree with theirs.
 */
interface Partner {
  /** For those that it is served by: a name that no other has. */
  String name();

  /** The stream that it sends. */
  int toSubject();

  /** The stream that it gets. */
  int fromSubject();

  /** From now on it is served by this subject. */
  void servedBy(Subject subject);

  /** Whether it has given a reason for an end of this kind, or the network has. */
  boolean explains(Kind kind);

  /** How many bytes have left for the subject. */
  long sent();

  /** Whether the network has ended the connection in mid-stream. */
  boolean isCut();

  /** Whether a reset cannot have overtaken what was sent before. */
  boolean arrivesBeforeReset();

  /** Whether it is gone, which the subject must have noticed by now. */
  boolean isGone();

  /** Everything is over: as much has arrived as the subject says. */
  void checkEnd(Subject subject);
}
