package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The text of a channel: its state, and where it is; it never fails. */
@Timeout(60)
final class ChannelTextTest {
  @RegisterExtension final Net net = new Net();

  @EveryFamily
  void ofAConnectionInEveryState(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(Event.EOF, () -> {});
    RawListener raw = net.rawListener(family);
    Connection connection = net.loop().connect(raw.address(), recorder);
    assertThat(connection).hasToString("Connection[CONNECTING " + raw.address() + "]");
    Peer peer = raw.accept();
    net.until(recorder::isOpen);
    assertThat(connection).hasToString("Connection[OPEN " + raw.address() + "]");
    peer.finish();
    net.until(() -> connection.state() == ChannelState.HALF_CLOSED);
    assertThat(connection).hasToString("Connection[HALF_CLOSED " + raw.address() + "]");
    connection.close();
    assertThat(connection).hasToString("Connection[CLOSING " + raw.address() + "]");
    net.until(recorder::isClosed);
    assertThat(connection).hasToString("Connection[CLOSED " + raw.address() + "]");
  }

  @Test
  void ofAConnectionThatIsNotRegistered() throws IOException {
    SocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 5);
    Connection waiting =
        net.loop().opener().create(new NoSocket(address), net.recorder(), Limits.DEFAULT);
    assertThat(waiting).hasToString("Connection[NEW " + address + "]");
  }

  @Test
  void ofAnAcceptedConnectionWhosePeerHasNoAddress() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.UNIX, recorder);

    assertThat(recorder.connection()).hasToString("Connection[OPEN unnamed]");
  }

  @EveryFamily
  void ofAListener(Family family) throws IOException {
    Listener listener = net.listen(family, net::recorder);
    SocketAddress address = listener.localAddress();
    assertThat(listener).hasToString("Listener[LISTENING " + address + "]");
    if (address instanceof InetSocketAddress internet) {
      assertThat(internet.getPort()).as("the actual port").isPositive();
    }
    listener.close();
    assertThat(listener).hasToString("Listener[CLOSED " + address + "]");
    net.loop().close();
    assertThat(listener).hasToString("Listener[CLOSED " + address + "]");
  }

  @Test
  void ofAListenerThatDoesNotListenYet() throws IOException {
    ListenerDispatcher dispatcher = new AcceptRecorder(from -> null);
    dispatcher.createSocket(net.loop(), StandardProtocolFamily.INET);
    assertThat(dispatcher.listener()).hasToString("Listener[NEW]");
    dispatcher.close();
    net.loop().poll(Duration.ZERO);
  }

  @Test
  void ofAnAddressThatCannotBeTold() {
    assertThat(Channel.textOf(() -> null)).isEqualTo("unnamed");
    assertThat(
            Channel.textOf(
                () -> {
                  throw new IOException("closed");
                }))
        .isEqualTo("unknown");
    assertThat(
            Channel.textOf(
                () -> {
                  throw new IllegalStateException("closed");
                }))
        .isEqualTo("unknown");
  }
}
