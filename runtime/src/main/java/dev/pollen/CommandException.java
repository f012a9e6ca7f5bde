package dev.pollen;

import java.net.ProtocolException;

/**
 * A peer has sent a command that is not known, or one with wrong arguments. The message says which
 * argument it was; what the peer has sent is shown in part, with everything escaped that is not
 * printable ASCII.
 */
public final class CommandException extends ProtocolException {
  private static final long serialVersionUID = 1;

  /** What was wrong. */
  public enum Kind {
    /** Nobody serves the command, or there was no word at all. */
    UNKNOWN_COMMAND,
    /** There were too few words. */
    MISSING_ARGUMENT,
    /** There were too many words. */
    EXTRA_ARGUMENT,
    /** A number was asked for, and the word is none. */
    NOT_A_NUMBER,
    /** The number is too large, or too small, for what was asked for. */
    OUT_OF_RANGE,
    /** One of several words was asked for, and it was another one. */
    NOT_A_CONSTANT
  }

  /** What was wrong. */
  private final Kind kind;

  /** The first word that the peer has sent, escaped and cut. */
  private final String command;

  CommandException(Kind kind, String command, String message) {
    super(message);
    this.kind = kind;
    this.command = command;
  }

  /**
   * What was wrong.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * The command, as the message shows it.
   *
   * @return the first word that the peer has sent, escaped and cut after 40 bytes; empty if there
   *     was none
   */
  public String command() {
    return command;
  }
}
