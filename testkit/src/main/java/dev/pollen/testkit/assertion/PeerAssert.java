package dev.pollen.testkit.assertion;

import dev.pollen.testkit.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about a {@link Peer}.
 *
 * <pre>{@code
 * assertThat(peer).hasJustReceived("220 ready\r\n").isConnected();
 * peer.send("QUIT\r\n");
 * assertThat(peer).hasJustReceived("221 bye\r\n").hasEnded();
 * }</pre>
 */
public final class PeerAssert extends AbstractAssert<PeerAssert, Peer> {

  PeerAssert(@Nullable Peer peer) {
    super(peer, PeerAssert.class);
  }

  // ---- what it has got ----

  /**
   * All that has arrived is this text.
   *
   * @param text the whole, in UTF-8
   * @return this
   */
  public PeerAssert hasReceived(String text) {
    return hasReceivedBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * All that has arrived are these bytes.
   *
   * @param bytes the whole
   * @return this
   */
  public PeerAssert hasReceivedBytes(byte... bytes) {
    return requireSame("to have received", bytes, peer().receivedBytes());
  }

  /**
   * Nothing has arrived.
   *
   * @return this
   */
  public PeerAssert hasReceivedNothing() {
    return requireSame("to have received", new byte[0], peer().receivedBytes());
  }

  /**
   * What has arrived since {@link Peer#take()}, or an assertion with {@code hasJust}, is this text.
   *
   * @param text all that is new, in UTF-8
   * @return this
   */
  public PeerAssert hasJustReceived(String text) {
    return hasJustReceivedBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What has arrived since {@link Peer#take()}, or an assertion with {@code hasJust}, are these
   * bytes.
   *
   * @param bytes all that is new
   * @return this
   */
  public PeerAssert hasJustReceivedBytes(byte... bytes) {
    return requireSame("to have just received", bytes, peer().takeBytes());
  }

  /**
   * Nothing has arrived since {@link Peer#take()}, or an assertion with {@code hasJust}.
   *
   * @return this
   */
  public PeerAssert hasJustReceivedNothing() {
    return requireSame("to have just received", new byte[0], peer().takeBytes());
  }

  /**
   * Goes on with all that has arrived.
   *
   * @return what can be said about the text, in UTF-8
   */
  public AbstractStringAssert<?> received() {
    return Assertions.assertThat(peer().received()).as("what %s has received", actual);
  }

  // ---- how it stands ----

  /**
   * The connection was made, and neither closed by this peer nor broken; the other side may have
   * finished.
   *
   * @return this
   */
  public PeerAssert isConnected() {
    return require(peer().isConnected(), "to be connected.");
  }

  /**
   * The other side has finished, and all that it sent has arrived.
   *
   * @return this
   */
  public PeerAssert hasEnded() {
    return require(peer().hasEnded(), "to have seen the end of the stream.");
  }

  /**
   * The other side has not finished.
   *
   * @return this
   */
  public PeerAssert hasNotEnded() {
    return require(!peer().hasEnded(), "not to have seen the end of the stream.");
  }

  /**
   * The other side has finished, and the connection was never broken.
   *
   * @return this
   */
  public PeerAssert hasEndedCleanly() {
    return require(
        peer().hasEnded() && peer().failure() == null,
        "to have seen the end of the stream, and no failure.");
  }

  /**
   * The connection was made, and then broken by the other side.
   *
   * @return this
   */
  public PeerAssert wasReset() {
    return require(peer().wasReset(), "to have been reset.");
  }

  /**
   * The connection could not be made.
   *
   * @return this
   */
  public PeerAssert wasRefused() {
    return require(
        peer().failure() != null && !peer().wasReset(), "to have been refused a connection.");
  }

  /**
   * The other side has read all that this peer has sent.
   *
   * @return this
   */
  public PeerAssert hasBeenRead() {
    int unread = peer().unread();
    return require(unread == 0, "to have been read, but " + unread + " bytes were not.");
  }

  private Peer peer() {
    isNotNull();
    return actual;
  }

  private PeerAssert requireSame(String expectation, byte[] expected, byte[] received) {
    if (!Arrays.equals(expected, received)) {
      failWithActualExpectedAndMessage(
          new String(received, StandardCharsets.UTF_8),
          new String(expected, StandardCharsets.UTF_8),
          "%s",
          Report.ofBytes(actual, expectation, expected, received) + Report.steps(actual.network()));
    }
    return this;
  }

  private PeerAssert require(boolean isTrue, String expectation) {
    if (!isTrue) {
      failWithMessage(
          "%s",
          Report.ofState(actual, expectation, actual.receivedBytes())
              + Report.steps(actual.network()));
    }
    return this;
  }
}
