package dev.pollen.transport;

/**
 * What a socket is ready for, and what its owner wants to be told: bits of one {@code int}, since
 * both change for every event and must cost nothing.
 */
public final class Readiness {
  /**
   * Receiving, or accepting, would not have to wait: there are data, the end of the stream, an
   * error or a peer.
   */
  public static final int READ = 1;

  /** Sending would not have to wait, or an attempt to connect has ended. */
  public static final int WRITE = 1 << 1;

  /** An urgent byte has arrived. */
  public static final int URGENT = 1 << 2;

  /** Nothing. */
  public static final int NONE = 0;

  private Readiness() {}
}
