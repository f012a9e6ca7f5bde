package dev.pollen.transport;

import java.net.SocketAddress;

/** Stands in for the address that the ends of a pipe do not have. */
public final class PipeAddress extends SocketAddress {
  /** Of the end itself. */
  public static final PipeAddress THIS_END = new PipeAddress("pipe");

  /** Of its peer. */
  public static final PipeAddress OTHER_END = new PipeAddress("other end of the pipe");

  private static final long serialVersionUID = 1;

  /** What {@link #toString} tells. */
  private final String text;

  private PipeAddress(String text) {
    this.text = text;
  }

  /** What the texts of channels show. */
  @Override
  public String toString() {
    return text;
  }
}
