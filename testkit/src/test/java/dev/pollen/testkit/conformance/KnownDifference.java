package dev.pollen.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.behaviour.Family;
import dev.pollen.behaviour.InstalledTransport;
import dev.pollen.behaviour.TransportUnderTest;

/**
 * What a rule of the kernel does not let one transport tell as the others do; all of it. A
 * difference that is none any more fails the scenarios that name it.
 */
enum KnownDifference {
  /**
   * A Unix socket resets its peer when it is closed with bytes in the kernel's queue ({@code
   * unix_release_sock()}). {@code io_uring} has taken them out of there as they arrived, and unlike
   * TCP with its {@code SO_LINGER}, a Unix socket has no other way to reset.
   */
  UNREAD_BYTES_OF_A_UNIX_SOCKET(
      "io_uring",
      Family.UNIX,
      "read fails: SocketException, write fails: IOException, write fails: IOException, "
          + "read fails: SocketException",
      "end, write fails: IOException, write fails: IOException, read answers -1");

  private final String provider;
  private final Family family;
  private final String elsewhere;
  private final String here;

  KnownDifference(String provider, Family family, String elsewhere, String here) {
    this.provider = provider;
    this.family = family;
    this.elsewhere = elsewhere;
    this.here = here;
  }

  private boolean concerns(TransportUnderTest transport, Family family) {
    return transport.equals(new InstalledTransport(provider)) && family == this.family;
  }

  /** What must be told on a transport, by what is told on the reference. */
  String expected(TransportUnderTest transport, Family family, String reference) {
    if (!concerns(transport, family)) {
      return reference;
    }
    assertThat(reference).as("the reference, from which %s differs", this).contains(elsewhere);
    return reference.replace(elsewhere, here);
  }
}
