package dev.pollen.transport;

/**
 * The number of a file that this process has open: a pipe, a terminal, a socket, or whatever else
 * Linux and its relatives call a file. For {@code Loop.connect}; only some transports can take it
 * over.
 */
public final class Descriptor {
  private static final Descriptor STANDARD_INPUT = new Descriptor(0);
  private static final Descriptor STANDARD_OUTPUT = new Descriptor(1);
  private static final Descriptor STANDARD_ERROR = new Descriptor(2);

  private final int number;

  private Descriptor(int number) {
    this.number = number;
  }

  /**
   * What {@link System#in} reads from as well: each byte comes to one of both only.
   *
   * @return the descriptor 0
   */
  public static Descriptor standardInput() {
    return STANDARD_INPUT;
  }

  /**
   * What {@link System#out} writes to as well.
   *
   * @return the descriptor 1
   */
  public static Descriptor standardOutput() {
    return STANDARD_OUTPUT;
  }

  /**
   * What {@link System#err} writes to as well.
   *
   * @return the descriptor 2
   */
  public static Descriptor standardError() {
    return STANDARD_ERROR;
  }

  /**
   * Any other, for example one that a library of C has opened or that a parent process has passed
   * on.
   *
   * @param number its number
   * @return the descriptor
   * @throws IllegalArgumentException if the number is negative, as no descriptor is
   */
  public static Descriptor of(int number) {
    if (number < 0) {
      throw new IllegalArgumentException("No descriptor has a negative number: " + number);
    }
    return new Descriptor(number);
  }

  /**
   * By what the system knows it.
   *
   * @return the number
   */
  public int number() {
    return number;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Descriptor descriptor && descriptor.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }

  /** What the texts of channels show. */
  @Override
  public String toString() {
    return switch (number) {
      case 0 -> "standard input";
      case 1 -> "standard output";
      case 2 -> "standard error";
      default -> "descriptor " + number;
    };
  }
}
