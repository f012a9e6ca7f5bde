package dev.pollen.wire;

import java.net.ProtocolException;

/** What has arrived cannot be the message that it should be. */
public final class MalformedMessageException extends ProtocolException {
  private static final long serialVersionUID = 1;

  /** Which part of a message is malformed, as {@code Login.name}. */
  private final String part;

  /**
   * An exception about one part of a message.
   *
   * @param part which one, for example {@code Login.name}
   * @param problem what is wrong with it, for example {@code "70000 bytes, at most 255"}; what the
   *     peer has sent must not appear in it as it is
   */
  public MalformedMessageException(String part, String problem) {
    super(part + ": " + problem);
    this.part = part;
  }

  /**
   * Which part of a message is malformed.
   *
   * @return for example {@code Login.name}
   */
  public String part() {
    return part;
  }
}
