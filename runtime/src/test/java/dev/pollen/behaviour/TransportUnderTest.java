package dev.pollen.behaviour;

/** A transport that the suite runs on. Its text stands in the names of the tests. */
public interface TransportUnderTest {

  /** Whether there is such a thing on this machine; if not, it is left out. */
  boolean isAvailable();

  /** Whether it can tell that an urgent (out-of-band) byte has arrived. */
  boolean reportsUrgentData();

  /** Whether there are Unix sockets for datagrams. */
  default boolean hasUnixDatagrams() {
    return false;
  }

  /**
   * Whether what is sent arrives at once and whole, while the machine is idle. Where it does not,
   * only tests run that do not mind, see {@link OnAnyNetwork}.
   */
  default boolean isSteady() {
    return true;
  }

  /** Opens what one test stands on. */
  Network open();
}
