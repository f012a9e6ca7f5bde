package dev.pollen.testkit.assertion;

import dev.pollen.testkit.DatagramPeer;
import dev.pollen.testkit.Peer;
import org.jspecify.annotations.Nullable;

/**
 * Where assertions about peers begin. To be imported beside those of AssertJ, with which they do
 * not collide:
 *
 * <pre>{@code
 * import static dev.pollen.testkit.assertion.PollenAssertions.assertThat;
 * import static org.assertj.core.api.Assertions.assertThat;
 * }</pre>
 */
public final class PollenAssertions {
  private PollenAssertions() {}

  /**
   * Begins an assertion.
   *
   * @param peer the peer it is about
   * @return what can be said about it
   */
  public static PeerAssert assertThat(@Nullable Peer peer) {
    return new PeerAssert(peer);
  }

  /**
   * Begins an assertion.
   *
   * @param peer the peer it is about
   * @return what can be said about it
   */
  public static DatagramPeerAssert assertThat(@Nullable DatagramPeer peer) {
    return new DatagramPeerAssert(peer);
  }
}
