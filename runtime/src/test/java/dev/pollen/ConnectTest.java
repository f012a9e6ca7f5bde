package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class ConnectTest {
  @RegisterExtension final Net net = new Net();

  @Nested
  class ThatSucceeds {
    @EveryFamily
    void isToldInALaterPassAndNeverInsideTheCall(Family family) throws IOException {
      RawListener raw = net.rawListener(family);
      Recorder recorder = net.recorder();
      Connection connection = net.loop().connect(raw.address(), recorder);

      assertThat(recorder.events()).isEmpty();
      assertThat(connection.state()).isEqualTo(ChannelState.CONNECTING);
      assertThat(connection.remoteAddress()).isEqualTo(raw.address());
      recorder.on(Event.CONNECT, () -> assertThat(connection.state()).isEqualTo(ChannelState.OPEN));
      net.until(recorder::isOpen);
      assertThat(recorder.events()).containsExactly("connect");
      assertThat(net.log().messages()).isEmpty();
    }

    @EveryFamily
    void isToldBeforeTheBytesThatWaitAlready(Family family) throws IOException {
      RawListener raw = net.rawListener(family);
      Recorder recorder = net.recorder();
      net.loop().connect(raw.address(), recorder);
      Peer peer = net.peer(acceptWithoutTheLoop(raw));
      peer.trySend("banner");
      net.until(() -> recorder.received().equals("banner"));

      assertThat(recorder.events()).containsExactly("connect", "read");
    }

    @EveryFamily
    void sendsWhatWasQueuedMeanwhileInOrder(Family family) throws IOException {
      RawListener raw = net.rawListener(family);
      Recorder recorder = net.recorder();
      Connection connection = net.loop().connect(raw.address(), recorder);
      assertThat(connection.send("one ")).isTrue();
      assertThat(connection.send("two ")).isTrue();
      assertThat(connection.queuedBytes()).isEqualTo(8);
      recorder.on(Event.CONNECT, () -> connection.send("three"));

      raw.accept().awaitReceived("one two three");
    }

    @EveryFamily
    void isNotEndedByItsDeadlineAlthoughItWasAskedForBeforeTheRun(Family family)
        throws IOException {
      net.limits(limits -> limits.connectTimeout(Duration.ofMillis(50)));
      RawListener raw = net.rawListener(family);
      Recorder recorder = net.recorder();
      net.loop().connect(raw.address(), recorder);
      raw.accept();
      net.until(recorder::isOpen);
      boolean[] later = new boolean[1];
      net.loop().schedule(Duration.ofMillis(150), () -> later[0] = true);
      net.until(() -> later[0]);

      assertThat(recorder.events()).containsExactly("connect");
    }
  }

  /** Accepts while the loop does not know yet that it is connected. */
  private static SocketChannel acceptWithoutTheLoop(RawListener raw) throws IOException {
    SocketChannel accepted = raw.acceptNow();
    while (accepted == null) {
      accepted = raw.acceptNow();
    }
    return accepted;
  }

  @Nested
  class ThatFails {
    @EveryFamily
    void isToldAsAnErrorAndAClose(Family family) throws IOException {
      SocketAddress nobody = net.refusingAddress(family);
      Recorder recorder = net.recorder();
      Connection connection = net.loop().connect(nobody, recorder);
      assertThat(recorder.events()).isEmpty();
      connection.send("hello");
      net.until(recorder::isClosed);

      assertThat(recorder.events()).hasSize(2);
      assertThat(recorder.events().get(0)).startsWith("error:");
      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.CONNECT_FAILED);
      assertThat(recorder.reason().cause()).isSameAs(recorder.journal.errors.get(0));
      assertThat(recorder.reason().undeliveredBytes()).isEqualTo(5);
      assertThat(connection.state()).isEqualTo(ChannelState.CLOSED);
      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void namesTheAddressThatRefused() throws IOException {
      SocketAddress nobody = net.refusingAddress(Family.IPV4);
      Recorder recorder = net.recorder();
      net.loop().connect(nobody, recorder);
      net.until(recorder::isClosed);

      assertThat(recorder.journal.errors.get(0)).hasMessageContaining(nobody.toString());
      assertThat(net.log().messages()).hasSize(1);
    }

    @Test
    void becauseTheHostIsUnknownIsNoExceptionOfTheCall() {
      Recorder recorder = net.recorder();
      InetSocketAddress unresolved = InetSocketAddress.createUnresolved("nowhere.invalid", 80);
      Connection connection = net.loop().connect(unresolved, recorder);
      net.until(recorder::isClosed);

      assertThat(recorder.journal.errors.get(0))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("nowhere.invalid");
      assertThat(connection.remoteAddress()).isEqualTo(unresolved);
      assertThat(connection.toString()).contains("CLOSED").contains("nowhere.invalid");
      assertThatThrownBy(connection::localAddress).isInstanceOf(IOException.class);
    }

    @EveryFamily
    void mayBeTriedAgainInTheCloseEvent(Family family) throws IOException {
      SocketAddress address = net.refusingAddress(family);
      List<Recorder> attempts = new ArrayList<>();
      tryAgain(attempts, address);
      net.until(() -> attempts.size() == 20 && attempts.get(19).isClosed());

      assertThat(attempts)
          .allMatch(attempt -> attempt.reason().kind() == CloseReason.Kind.CONNECT_FAILED);
    }

    private void tryAgain(List<Recorder> attempts, SocketAddress address) {
      Recorder recorder = net.recorder();
      attempts.add(recorder);
      if (attempts.size() < 20) {
        recorder.on(Event.CLOSE, () -> tryAgain(attempts, address));
      }
      net.loop().connect(address, recorder);
    }

    @EveryFamily
    void hasFailedToConnectAlsoIfTheErrorHookClosesIt(Family family) throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(Event.ERROR, recorder::close);
      net.loop().connect(net.refusingAddress(family), recorder);
      net.until(recorder::isClosed);

      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.CONNECT_FAILED);
      assertThat(recorder.reason().cause()).isNotNull();
    }
  }

  @Nested
  class ThatHasNoAnswer {
    /** A listener whose backlog is full: TCP lets further peers wait. */
    @Test
    void failsWhenItsTimeIsOver() throws IOException {
      net.limits(limits -> limits.connectTimeout(Duration.ofMillis(200)));
      try (ServerSocketChannel full = ServerSocketChannel.open()) {
        full.bind(net.address(Family.IPV4), 1);
        List<SocketChannel> waiting = fill(full.getLocalAddress());
        Recorder recorder = net.recorder();
        net.loop().connect(full.getLocalAddress(), recorder);
        net.until(recorder::isClosed);
        for (SocketChannel channel : waiting) {
          channel.close();
        }

        assertThat(recorder.events())
            .containsExactly("error:SocketTimeoutException", "close:CONNECT_FAILED");
        assertThat(recorder.journal.errors.get(0))
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessageContaining(full.getLocalAddress().toString())
            .hasMessageContaining("PT0.2S");
      }
    }

    private List<SocketChannel> fill(SocketAddress address) throws IOException {
      List<SocketChannel> waiting = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(address);
        waiting.add(channel);
      }
      return waiting;
    }

    @Test
    void waitsOnAUnixSocketAsOnTcpForRoomInTheQueueOfThePeer() throws IOException {
      try (ServerSocketChannel full = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        UnixDomainSocketAddress address = (UnixDomainSocketAddress) net.address(Family.UNIX);
        full.bind(address, 1);
        List<Recorder> recorders = connectOften(address);
        net.until(() -> recorders.get(0).isOpen());
        net.settle();
        assertThat(recorders.get(7).events()).isEmpty();

        for (int i = 0; i < 8; i++) {
          int accepted = i;
          net.until(() -> recorders.stream().filter(Recorder::isOpen).count() > accepted);
          net.peer(full.accept());
        }
      }
    }

    @Test
    void failsOnAUnixSocketWhenThereWasNoRoomForTooLong() throws IOException {
      net.limits(limits -> limits.connectTimeout(Duration.ofMillis(50)));
      try (ServerSocketChannel full = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
        UnixDomainSocketAddress address = (UnixDomainSocketAddress) net.address(Family.UNIX);
        full.bind(address, 1);
        List<Recorder> recorders = connectOften(address);
        net.until(() -> recorders.get(7).isClosed());

        assertThat(recorders.get(0).events()).containsExactly("connect");
        assertThat(recorders.get(7).reason().kind()).isEqualTo(CloseReason.Kind.CONNECT_FAILED);
        assertThat(recorders.get(7).journal.errors.get(0))
            .isInstanceOf(SocketTimeoutException.class);
      }
    }

    private List<Recorder> connectOften(UnixDomainSocketAddress address) {
      List<Recorder> recorders = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Recorder recorder = net.recorder();
        recorders.add(recorder);
        net.loop().connect(address, recorder);
      }
      return recorders;
    }

    @EveryFamily
    void isGivenUpWhenItIsClosed(Family family) throws IOException {
      RawListener raw = net.rawListener(family);
      Recorder closed = net.recorder();
      Recorder aborted = net.recorder();
      Connection first = net.loop().connect(raw.address(), closed);
      first.send("dropped");
      first.close();
      net.loop().connect(raw.address(), aborted).abort();
      net.until(() -> closed.isClosed() && aborted.isClosed());

      assertThat(closed.events()).containsExactly("close:LOCAL");
      assertThat(closed.reason().undeliveredBytes()).isEqualTo(7);
      assertThat(aborted.events()).containsExactly("close:ABORTED");
    }
  }

  @Nested
  class Registering {
    @Test
    void aDispatcherTwiceIsRefused() throws IOException {
      RawListener raw = net.rawListener(Family.IPV4);
      Recorder recorder = net.recorder();
      Connection connection = net.loop().connect(raw.address(), recorder);

      assertThatIllegalStateException()
          .isThrownBy(() -> net.loop().connect(raw.address(), recorder))
          .withMessageContaining("Recorder");
      assertThat(net.loop().channels()).containsExactly(connection);
    }

    @Test
    void aDispatcherThatWantsUrgentDataIsRefusedWithTheNameOfTheTransport() throws IOException {
      RawListener raw = net.rawListener(Family.IPV4);

      assertThatThrownBy(() -> net.loop().connect(raw.address(), new Urgent()))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("'nio'")
          .hasMessageContaining("Urgent");
      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void anAddressOfAnotherKindIsRefusedAndNothingStaysOpen() {
      SocketAddress strange =
          new SocketAddress() {
            private static final long serialVersionUID = 1;
          };

      assertThatThrownBy(() -> net.loop().connect(strange, new Recorder()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> net.loop().listen(strange, Recorder::new))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static final class Urgent extends ConnectionDispatcher {
    @Override
    protected boolean wantsUrgent() {
      return true;
    }
  }
}
