package dev.pollen.testkit.assertion;

import dev.pollen.testkit.DatagramPeer;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What can be said about a {@link DatagramPeer}. */
public final class DatagramPeerAssert extends AbstractAssert<DatagramPeerAssert, DatagramPeer> {

  DatagramPeerAssert(@Nullable DatagramPeer peer) {
    super(peer, DatagramPeerAssert.class);
  }

  /**
   * These datagrams have arrived, in this order, and no others.
   *
   * @param datagrams what is in each, in UTF-8
   * @return this
   */
  public DatagramPeerAssert hasReceived(String... datagrams) {
    isNotNull();
    return requireSame("to have received", datagrams, actual.receivedBytes());
  }

  /**
   * No datagram has arrived.
   *
   * @return this
   */
  public DatagramPeerAssert hasReceivedNothing() {
    return hasReceived();
  }

  /**
   * These datagrams have arrived, in this order, and no others, since {@link DatagramPeer#take()}
   * or an assertion with {@code hasJust}.
   *
   * @param datagrams what is in each, in UTF-8
   * @return this
   */
  public DatagramPeerAssert hasJustReceived(String... datagrams) {
    isNotNull();
    return requireSame("to have just received", datagrams, actual.takeBytes());
  }

  /**
   * No datagram has arrived since {@link DatagramPeer#take()} or an assertion with {@code hasJust}.
   *
   * @return this
   */
  public DatagramPeerAssert hasJustReceivedNothing() {
    return hasJustReceived();
  }

  /**
   * The datagram that arrived last came from there.
   *
   * @param sender the address of its sender
   * @return this
   */
  public DatagramPeerAssert heardLastFrom(SocketAddress sender) {
    isNotNull();
    if (!actual.lastSender().equals(sender)) {
      fail("to have heard last", " from " + sender, " one from " + actual.lastSender());
    }
    return this;
  }

  private DatagramPeerAssert requireSame(
      String expectation, String[] expected, List<byte[]> received) {
    List<byte[]> wanted =
        Arrays.stream(expected).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    if (!Arrays.deepEquals(wanted.toArray(), received.toArray())) {
      fail(expectation, Report.told(wanted), Report.told(received));
    }
    return this;
  }

  private void fail(String expectation, String expected, String received) {
    failWithMessage(
        "%s",
        Report.ofBoth(actual, expectation, expected, received) + Report.steps(actual.network()));
  }
}
