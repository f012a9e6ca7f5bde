package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dispatchers that open their sockets themselves, step by step, as those of asyncore do. */
final class OwnSocketTest {
  @RegisterExtension final Net net = new Net();

  private final List<Recorder> accepted = new ArrayList<>();

  private static ProtocolFamily protocol(Family family) {
    return switch (family) {
      case IPV4 -> StandardProtocolFamily.INET;
      case IPV6 -> StandardProtocolFamily.INET6;
      case UNIX -> StandardProtocolFamily.UNIX;
    };
  }

  private Recorder newRecorder() {
    Recorder recorder = net.recorder();
    accepted.add(recorder);
    return recorder;
  }

  /** Accepts by itself. */
  private class Server extends ListenerDispatcher {
    int nothingThere;

    @Override
    protected void handleAccept() throws Exception {
      Accepted peer = accept();
      while (peer != null) {
        peer.serve(newRecorder());
        peer = accept();
      }
      nothingThere++;
    }

    @Override
    protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
      throw new AssertionError("handleAccept was overridden");
    }
  }

  private Server listening(Family family) throws IOException {
    Server server = new Server();
    server.createSocket(net.loop(), protocol(family));
    server.bind(net.address(family));
    server.listen(5);
    return server;
  }

  @EveryFamily
  void aListenerIsCreatedBoundAndListens(Family family) throws IOException {
    Server server = listening(family);

    assertThat(net.loop().channels()).containsExactly(server.listener());
    assertThat(server.listener().state()).isEqualTo(ChannelState.LISTENING);
    Peer peer = net.connectTo(server.listener()).send("hello");
    net.until(() -> !accepted.isEmpty() && accepted.get(0).received().equals("hello"));
    accepted.get(0).connection().send("welcome");
    peer.awaitReceived("welcome");
    assertThat(server.nothingThere).isPositive();
  }

  @EveryFamily
  void aConnectionIsCreatedAndConnected(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    Recorder recorder = net.recorder();
    recorder.createSocket(net.loop(), protocol(family));
    assertThat(net.loop().channels()).isEmpty();
    assertThat(recorder.connection().state()).isEqualTo(ChannelState.NEW);
    recorder.connect(raw.address());
    assertThat(recorder.connection().state()).isEqualTo(ChannelState.CONNECTING);
    recorder.send("one ");
    recorder.send("two ");
    recorder.send("three");

    Peer peer = raw.accept();
    peer.awaitReceived("one two three");
    assertThat(recorder.events()).startsWith("connect");
  }

  @Test
  void aConnectionMayBeBoundToALocalAddressFirst() throws IOException {
    RawListener raw = net.rawListener(Family.IPV4);
    Recorder recorder = net.recorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    recorder.setReuseAddress();
    recorder.bind(net.address(Family.IPV4));
    SocketAddress local = recorder.connection().localAddress();
    recorder.connect(raw.address());
    Peer peer = raw.accept();
    net.until(recorder::isOpen);

    assertThat(peer.channel.getRemoteAddress()).isEqualTo(local);
  }

  @Test
  void aProducerForAConnectionThatWasClosedBeforeIsClosed() throws IOException {
    Recorder recorder = new Recorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    recorder.connection().close();
    ScriptedProducer producer = new ScriptedProducer();
    assertThat(recorder.connection().send(producer)).isFalse();
    net.settle();

    assertThat(producer.calls).isZero();
    assertThat(producer.closes).isEqualTo(1);
  }

  @EveryFamily
  void aRefusedConnectionIsToldLaterAndLeavesNothing(Family family) throws IOException {
    Recorder recorder = net.recorder();
    recorder.createSocket(net.loop(), protocol(family));
    recorder.connect(net.refusingAddress(family));
    assertThat(recorder.events()).isEmpty();
    net.until(recorder::isClosed);

    assertThat(recorder.events()).hasSize(2).last().isEqualTo("close:CONNECT_FAILED");
  }

  @Test
  void optionsAreSetBeforeAndAfterConnecting() throws IOException {
    Server server = new Server();
    server.createSocket(net.loop(), StandardProtocolFamily.INET);
    server.setReuseAddress();
    assertThat(server.listener().option(StandardSocketOptions.SO_REUSEADDR)).isTrue();
    server.bind(net.address(Family.IPV4));
    server.listen(5);
    Recorder recorder = net.recorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    recorder.connection().setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    recorder.connect(server.listener().localAddress());
    net.until(recorder::isOpen);

    assertThat(recorder.connection().option(StandardSocketOptions.SO_KEEPALIVE)).isTrue();
    assertThatThrownBy(
            () -> recorder.connection().setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void anAddressInUseIsToldToTheCallerAndClosesTheSocket() throws IOException {
    Server first = listening(Family.IPV4);
    Server second = new Server();
    second.createSocket(net.loop(), StandardProtocolFamily.INET);
    second.bind(first.listener().localAddress());

    assertThatThrownBy(() -> second.listen(5)).isInstanceOf(BindException.class);
    assertThat(second.listener().state()).isEqualTo(ChannelState.CLOSED);
    assertThat(net.loop().channels()).containsExactly(first.listener());
    net.connectTo(first.listener());
    net.until(() -> accepted.size() == 1);
  }

  @Test
  void stepsOutOfOrderAreRefusedWithWhatIsMissing() throws IOException {
    Server server = new Server();
    assertThatIllegalStateException().isThrownBy(() -> server.listen(5));
    server.createSocket(net.loop(), StandardProtocolFamily.INET);
    assertThatIllegalStateException()
        .isThrownBy(() -> server.createSocket(net.loop(), StandardProtocolFamily.INET))
        .withMessageContaining("already");
    assertThatIllegalStateException()
        .isThrownBy(() -> server.listen(5))
        .withMessageContaining("bind");
    assertThatIllegalStateException().isThrownBy(() -> server.listener().localAddress());
    server.bind(net.address(Family.IPV4));
    server.listen(5);
    assertThatIllegalStateException().isThrownBy(() -> server.listen(5));

    Recorder recorder = new Recorder();
    assertThatIllegalStateException()
        .isThrownBy(() -> recorder.connect(server.listener().localAddress()));
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    assertThatIllegalStateException()
        .isThrownBy(() -> recorder.send("too early"))
        .withMessageContaining("connect");
    recorder.close();
  }

  @Test
  void aSocketThatWasNeverRegisteredIsClosedWithoutAnEvent() throws IOException {
    Recorder recorder = new Recorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    Recorder aborted = new Recorder();
    aborted.createSocket(net.loop(), StandardProtocolFamily.INET);
    Server server = new Server();
    server.createSocket(net.loop(), StandardProtocolFamily.INET);
    recorder.close();
    recorder.close();
    aborted.abort();
    server.close();
    net.settle();

    assertThat(recorder.connection().state()).isEqualTo(ChannelState.CLOSED);
    assertThat(aborted.connection().state()).isEqualTo(ChannelState.CLOSED);
    assertThat(server.listener().state()).isEqualTo(ChannelState.CLOSED);
    assertThat(recorder.events()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> recorder.connect(new InetSocketAddress(1)));
  }

  @Test
  void aPeerThatNobodyServesIsRefused() throws IOException {
    ListenerDispatcher careless =
        new Server() {
          @Override
          protected void handleAccept() {
            accept();
          }
        };
    Listener listener = net.listen(Family.IPV4, careless);
    net.connectTo(listener).awaitGone();
    net.connectTo(listener).awaitGone();
    assertThat(listener.state()).isEqualTo(ChannelState.LISTENING);
  }

  @Test
  void aPeerIsServedOnlyOnceAndRefusingItThenDoesNothing() throws IOException {
    ListenerDispatcher twice =
        new Server() {
          @Override
          protected void handleAccept() throws IOException {
            Accepted peer = accept();
            assert peer != null;
            peer.serve(newRecorder());
            peer.refuse();
            assertThatIllegalStateException().isThrownBy(() -> peer.serve(new Recorder()));
          }
        };
    Listener listener = net.listen(Family.IPV4, twice);
    Peer peer = net.connectTo(listener);
    net.until(() -> accepted.size() == 1);
    accepted.get(0).send("still here");
    peer.awaitReceived("still here");
  }

  @Test
  void aListenerThatNeverAcceptsDoesNotSpin() throws IOException {
    CountingTransport[] counted = new CountingTransport[1];
    net.wrap(transport -> counted[0] = new CountingTransport(transport));
    int[] told = new int[1];
    Listener listener =
        net.listen(
            Family.IPV4,
            new Server() {
              @Override
              protected void handleAccept() {
                told[0]++;
              }
            });
    SocketChannel waiting = SocketChannel.open(listener.localAddress());
    net.until(() -> told[0] == 2);
    net.until(() -> told[0] == 3);
    waiting.close();

    assertThat(net.log().messages()).anyMatch(message -> message.contains("did not accept"));
  }

  @Test
  void aHookThatThrowsAfterAcceptingCostsOnlyThatPeer() throws IOException {
    boolean[] throwing = {true};
    ListenerDispatcher failing =
        new Server() {
          @Override
          protected void handleAccept() throws Exception {
            if (throwing[0]) {
              accept();
              throw new IllegalStateException("no");
            }
            super.handleAccept();
          }
        };
    Listener listener = net.listen(Family.IPV4, failing);
    net.connectTo(listener).awaitGone();
    throwing[0] = false;
    net.connectTo(listener).send("x");
    net.until(() -> !accepted.isEmpty() && accepted.get(0).received().equals("x"));
  }

  @Test
  void aSocketForDatagramsIsCreatedBoundAndRestrictedToOnePeer() throws IOException {
    DatagramRecorder server = net.datagramRecorder();
    server.createSocket(net.loop(), StandardProtocolFamily.INET);
    server.setReuseAddress();
    assertThatIllegalStateException().isThrownBy(() -> server.datagrams().localAddress());
    assertThatIllegalStateException().isThrownBy(() -> server.send("too early"));
    server.bind(net.address(Family.IPV4));
    assertThatIllegalStateException().isThrownBy(() -> server.bind(net.address(Family.IPV4)));
    DatagramRecorder client = net.datagramRecorder();
    client.createSocket(net.loop(), StandardProtocolFamily.INET);
    client.bind(net.address(Family.IPV4));
    client.connect(server.datagrams().localAddress());
    client.send("hello");
    net.until(() -> server.received.equals(List.of("hello")));

    assertThat(client.datagrams().remoteAddress()).isEqualTo(server.datagrams().localAddress());
    assertThatIllegalStateException()
        .isThrownBy(() -> client.connect(server.datagrams().localAddress()));
  }

  @Test
  void aSocketForDatagramsThatWasNeverBoundIsClosedWithoutAnEvent() throws IOException {
    DatagramRecorder recorder = new DatagramRecorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    recorder.close();
    net.settle();
    assertThat(recorder.datagrams().state()).isEqualTo(ChannelState.CLOSED);
  }
}
