package dev.pollen.testkit.protocol;

import java.util.Objects;

/** A part of a conversation, such as a frame or a command, that a test sends at once or in bits. */
public final class Piece {
  private final byte[] bytes;
  private final String what;

  Piece(byte[] bytes, String what) {
    this.bytes = Objects.requireNonNull(bytes, "bytes");
    this.what = Objects.requireNonNull(what, "what");
  }

  /**
   * What to send.
   *
   * @return a copy of the bytes
   */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * How many bytes it has.
   *
   * @return their number
   */
  public int length() {
    return bytes.length;
  }

  /**
   * What it is, for people.
   *
   * @return a short text such as {@code HELO with 3 words instead of 1}
   */
  public String what() {
    return what;
  }

  /** What it is, and its first bytes. */
  @Override
  public String toString() {
    return what + ": " + Bytes.shown(bytes);
  }
}
