package dev.pollen.transport;

import java.net.SocketAddress;

/** Stands in for the address that a descriptor does not have, unless it is one of a socket. */
public final class DescriptorAddress extends SocketAddress {
  private static final long serialVersionUID = 1;

  /** What {@link #toString} tells: the descriptor, and what is open under its number. */
  private final String text;

  /**
   * Names a descriptor.
   *
   * @param descriptor as it was given by its owner
   * @param file what the system says is open under that number, such as {@code pipe:[8170]}
   */
  public DescriptorAddress(Descriptor descriptor, String file) {
    this.text = descriptor + " (" + file + ")";
  }

  /** What the texts of channels show. */
  @Override
  public String toString() {
    return text;
  }
}
