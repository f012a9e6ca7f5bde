package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class DatagramFailureTest {
  @RegisterExtension final Net net = new Net();

  @Nested
  class OfTheNetwork {
    @ParameterizedTest
    @EnumSource(
        value = DatagramKind.class,
        names = {"IPV4_CONNECTED", "IPV6_CONNECTED"})
    void aPortThatNobodyHasIsToldAndTheSocketLivesOn(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.open(kind, recorder, peer);
      InetSocketAddress address = (InetSocketAddress) peer.address();
      peer.close();
      assertThat(socket.send("anybody?")).isTrue();
      net.until(() -> !recorder.journal.errors.isEmpty());
      assertThat(recorder.events()).containsExactly("error:PortUnreachableException");
      assertThat(socket.dropped()).as("the system took it").isZero();
      assertThat(net.log().messages()).hasSize(1).allMatch(m -> m.contains("PortUnreachable"));

      DatagramRecorder successor = net.datagramRecorder();
      successor.on(Event.DATAGRAM, () -> successor.reply("me"));
      net.loop().bind(address, successor);
      socket.send("anybody now?");
      net.until(() -> recorder.received.contains("me"));
    }

    /** The system tells the bad news of one datagram to whoever sends the next. */
    @Test
    void aPortThatNobodyHasMayBeToldToTheNextSend() throws IOException {
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.loop().connect(peer.address(), recorder);
      recorder.on(Event.ERROR, () -> {});
      peer.close();
      int sent = 0;
      while (socket.dropped() == 0) {
        // Nothing is received meanwhile, since the loop does not run.
        socket.send("anybody?");
        sent++;
        assertThat(sent).isLessThan(1_000_000);
      }
      assertThat(recorder.events()).as("inside send").isEmpty();
      net.until(() -> !recorder.journal.errors.isEmpty());

      assertThat(recorder.journal.errors.get(0)).isInstanceOf(PortUnreachableException.class);
      assertThat(socket.state()).isEqualTo(ChannelState.OPEN);
    }

    @Test
    void aPortThatNobodyHasMeansNothingToASocketWithManyPeers() throws IOException {
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
      DatagramPeer gone = net.datagramPeer(Family.IPV4);
      SocketAddress address = gone.address();
      gone.close();
      socket.send("anybody?", address);
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      socket.send("hello", peer.address());
      peer.awaitReceived(1).send("hello", socket);
      net.until(() -> !recorder.received.isEmpty());

      assertThat(recorder.events()).containsExactly("datagram");
    }

    @Test
    void aReceiverThatCannotBeReachedFromHereIsToldLater() throws IOException {
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(Event.ERROR, () -> {});
      Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
      InetSocketAddress ofIpv6 = new InetSocketAddress(InetAddress.getByAddress(new byte[16]), 9);
      socket.send("wrong family", ofIpv6);
      socket.send("who?", InetSocketAddress.createUnresolved("nowhere.invalid", 9));
      assertThat(recorder.events()).as("inside send").isEmpty();
      net.settle();

      assertThat(recorder.journal.errors).hasSize(2).allMatch(e -> e instanceof IOException);
      assertThat(recorder.journal.errors.get(0)).hasMessageContaining(ofIpv6.toString());
      assertThat(recorder.journal.errors.get(1))
          .hasMessageContaining("nowhere.invalid")
          .hasCauseInstanceOf(UnknownHostException.class);
      assertThat(socket.dropped()).isEqualTo(2);
    }

    @Test
    void aFloodOfRefusalsIsCountedInFullAndToldInPart() throws IOException {
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(Event.ERROR, () -> {});
      Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
      ByteBuffer tooLarge = ByteBuffer.allocateDirect(70_000);
      for (int i = 0; i < 100; i++) {
        socket.send(tooLarge.clear(), peer.address());
      }
      net.settle();

      assertThat(socket.dropped()).isEqualTo(100);
      assertThat(recorder.journal.errors).hasSize(DatagramOutput.MAX_REFUSALS);
    }

    @Test
    void anAddressThatIsNotOfUdpIsAMistake() throws IOException {
      SocketAddress unix = UnixDomainSocketAddress.of("/nowhere");
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);

      assertThatThrownBy(() -> socket.send("x", unix))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("/nowhere");
    }
  }

  @Nested
  class OfOpening {
    @Test
    void aUnixSocketWhereThereIsNoneForDatagrams() {
      SocketAddress unix = UnixDomainSocketAddress.of("/nowhere");
      assertThatThrownBy(() -> net.loop().bind(unix, net.datagramRecorder()))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("'nio'")
          .hasMessageContaining("'epoll' of pollen-linux");
      assertThatThrownBy(() -> net.loop().connect(unix, net.datagramRecorder()))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessageContaining("'epoll' of pollen-linux");

      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void anAddressInUseIsNamedAndNothingStays() throws IOException {
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      DatagramRecorder recorder = net.datagramRecorder();
      assertThatThrownBy(() -> net.loop().bind(peer.address(), recorder))
          .isInstanceOf(BindException.class)
          .hasMessageContaining(peer.address().toString());
      assertThat(net.loop().channels()).isEmpty();

      net.loop().bind(net.address(Family.IPV4), recorder);
    }

    @Test
    void anUnknownHost() {
      InetSocketAddress unknown = InetSocketAddress.createUnresolved("nowhere.invalid", 9);
      DatagramRecorder recorder = net.datagramRecorder();
      assertThatThrownBy(() -> net.loop().bind(unknown, recorder))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("nowhere.invalid");
      assertThatThrownBy(() -> net.loop().connect(unknown, recorder))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("nowhere.invalid");

      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void aPeerThatCannotBe() throws IOException {
      InetSocketAddress loopback = (InetSocketAddress) net.address(Family.IPV4);
      assertThatThrownBy(() -> net.loop().connect(loopback, net.datagramRecorder()))
          .as("port 0")
          .isInstanceOf(IOException.class);

      assertThat(net.loop().channels()).isEmpty();
    }

    @Test
    void aDispatcherThatServesAnother() throws IOException {
      DatagramRecorder recorder = net.datagramRecorder();
      assertThatIllegalStateException()
          .isThrownBy(() -> recorder.send("x"))
          .withMessageContaining("Loop.bind or Loop.connect");
      net.loop().bind(net.address(Family.IPV4), recorder);
      assertThatIllegalStateException()
          .isThrownBy(() -> net.loop().bind(net.address(Family.IPV4), recorder))
          .withMessageContaining("already serves");

      assertThat(net.loop().channels()).hasSize(1);
    }

    @Test
    void aClosedLoop() throws IOException {
      Loop loop = Loop.open();
      loop.close();
      assertThatIllegalStateException()
          .isThrownBy(() -> loop.bind(net.address(Family.IPV4), new DatagramRecorder()));
      assertThatIllegalStateException()
          .isThrownBy(() -> loop.connect(net.address(Family.IPV4), new DatagramRecorder()));
    }
  }

  @Nested
  class OfAHandler {
    @EveryDatagramKind
    void costsItOneDatagram(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(
          Event.DATAGRAM,
          () -> {
            if (recorder.last().equals("bad")) {
              throw new IOException("what is this?");
            }
            recorder.reply(recorder.recv());
          });
      Datagrams socket = net.open(kind, recorder, peer);
      peer.send("good", socket).send("bad", socket).send("better", socket).awaitReceived(2);

      assertThat(peer.received).containsExactly("good", "better");
      assertThat(recorder.events())
          .containsExactly("datagram", "datagram", "error:IOException", "datagram");
      assertThat(net.log().messages())
          .hasSize(1)
          .allMatch(
              m -> m.contains("method=DatagramRecorder.handleDatagram channel=\"Datagrams[OPEN"));
    }

    @Test
    void inTheErrorHookIsLoggedAndCostsNothingMore() throws IOException {
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      DatagramRecorder recorder = net.datagramRecorder();
      Journal.Action failing =
          () -> {
            throw new IllegalStateException("bad");
          };
      recorder.on(Event.DATAGRAM, failing).on(Event.ERROR, failing);
      Datagrams socket = net.open(DatagramKind.IPV4_BOUND, recorder, peer);
      peer.send("a", socket).send("b", socket);
      net.until(() -> recorder.received.size() == 2);

      assertThat(socket.state()).isEqualTo(ChannelState.OPEN);
      assertThat(net.log().messages()).hasSize(2).allMatch(m -> m.contains("handleError"));
    }

    @Test
    void inTheCloseEventIsLogged() throws IOException {
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(
          Event.CLOSE,
          () -> {
            throw new IllegalStateException("bad");
          });
      net.loop().bind(net.address(Family.IPV4), recorder).close();
      net.until(recorder::isClosed);

      assertThat(net.log().messages()).hasSize(1).allMatch(m -> m.contains("handleClose"));
    }

    @Test
    void thatRunsOutOfMemoryEndsTheRunButNotTheSocket() throws IOException {
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      DatagramRecorder recorder = net.datagramRecorder();
      OutOfMemoryError noMemory = new OutOfMemoryError("simulated");
      recorder.on(
          Event.DATAGRAM,
          () -> {
            if (recorder.received.size() == 1) {
              throw noMemory;
            }
          });
      Datagrams socket = net.open(DatagramKind.IPV4_BOUND, recorder, peer);
      peer.send("a", socket);
      assertThatThrownBy(() -> net.loop().run()).isSameAs(noMemory);
      peer.send("b", socket);
      net.until(() -> recorder.received.size() == 2);
    }
  }

  @Test
  void onAnotherThreadEverythingSaysWhatToDo() throws Exception {
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
    SocketAddress somebody = net.datagramPeer(Family.IPV4).address();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    try (LoopThread thread = LoopThread.start(net.loop())) {
      assertThat(thread.thread().isAlive()).isTrue();
      for (Runnable misuse :
          new Runnable[] {
            () -> socket.send("x", somebody),
            socket::close,
            socket::abort,
            socket::pauseReading,
            socket::resumeReading,
            () -> socket.schedule(Duration.ZERO, () -> {}),
            recorder::recv
          }) {
        assertThatIllegalStateException()
            .isThrownBy(misuse::run)
            .withMessageContaining("Loop.execute");
      }
      assertThatIllegalStateException()
          .isThrownBy(() -> net.loop().bind(net.address(Family.IPV4), new DatagramRecorder()))
          .withMessageContaining("Loop.execute");
      CountDownLatch closed = new CountDownLatch(1);
      net.loop()
          .execute(
              () -> {
                try {
                  socket.send("x", somebody);
                } catch (RuntimeException e) {
                  failure.set(e);
                }
                closed.countDown();
              });
      LoopThread.await(closed);
    }

    assertThat(failure.get()).isNull();
  }
}
