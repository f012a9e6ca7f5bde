package dev.pollen.transport.nio;

import java.net.SocketAddress;

/** Stands in for the address that the ends of a pipe do not have. */
final class PipeAddress extends SocketAddress {
  static final PipeAddress THIS_END = new PipeAddress("pipe");
  static final PipeAddress OTHER_END = new PipeAddress("other end of the pipe");

  private static final long serialVersionUID = 1;

  private final String text;

  private PipeAddress(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
