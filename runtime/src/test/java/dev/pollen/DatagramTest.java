package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class DatagramTest {
  /** What IPv4 can carry: 65,535 bytes less the headers of IP and UDP. */
  private static final int LARGEST_OF_IPV4 = 65_507;

  private static final int LARGEST_OF_IPV6 = 65_527;

  @RegisterExtension final Net net = new Net();

  @Nested
  class Exchanging {
    @EveryDatagramKind
    void anEcho(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(Event.DATAGRAM, () -> recorder.reply(recorder.recv()));
      Datagrams socket = net.open(kind, recorder, peer);
      for (int i = 1; i <= 20; i++) {
        peer.send("ping " + i, socket).awaitReceived(i);
        assertThat(peer.received.get(i - 1)).isEqualTo("ping " + i);
      }

      assertThat(recorder.senders).hasSize(20).containsOnly(peer.address());
      assertThat(peer.senders).containsOnly(socket.localAddress());
      assertThat(socket.dropped()).isZero();
      assertThat(socket.state()).isEqualTo(ChannelState.OPEN);
    }

    @EveryDatagramKind
    void everyKindOfData(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.open(kind, recorder, peer);
      ByteBuffer buffer = StandardCharsets.US_ASCII.encode("xbufferx").limit(7).position(1);
      assertThat(socket.send(buffer, peer.address())).isTrue();
      assertThat(socket.send("text \u00e9", peer.address())).isTrue();
      assertThat(socket.send(new byte[] {'b'}, peer.address())).isTrue();
      peer.awaitReceived(3);

      assertThat(buffer.remaining()).isZero();
      assertThat(buffer.limit()).isEqualTo(7);
      assertThat(peer.received).containsExactly("buffer", "text \u00c3\u00a9", "b");
    }

    @EveryDatagramKind
    void repliesOfEveryKindAndNone(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(
          Event.DATAGRAM,
          () -> {
            recorder.reply("text");
            recorder.reply(new byte[] {'b'});
            recorder.reply(ByteBuffer.wrap(new byte[] {'c'}));
            recorder.reply((String) null);
            recorder.reply((byte[]) null);
            recorder.reply((ByteBuffer) null);
            recorder.reply("end");
          });
      peer.send("go", net.open(kind, recorder, peer)).awaitReceived(4);

      assertThat(peer.received).containsExactly("text", "b", "c", "end");
    }

    @EveryDatagramKind
    void emptyDatagramsBothWays(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(Event.DATAGRAM, () -> recorder.reply(recorder.recvBytes()));
      Datagrams socket = net.open(kind, recorder, peer);
      peer.send("", socket).send("x", socket).send("", socket).send("", socket).awaitReceived(4);

      assertThat(recorder.received).containsExactly("", "x", "", "");
      assertThat(peer.received).containsExactly("", "x", "", "");
      assertThat(peer.senders).containsOnly(socket.localAddress());
      assertThat(socket.state()).isEqualTo(ChannelState.OPEN);
      assertThat(recorder.journal.errors).isEmpty();
    }

    /** What it takes to send an empty datagram must not cost any that arrive. */
    @EveryDatagramKind
    void emptyDatagramsWhileOthersArrive(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.open(kind, recorder, peer);
      for (int i = 0; i < 50; i++) {
        peer.send("before " + i, socket);
        assertThat(socket.send("", peer.address())).isTrue();
        peer.send("after " + i, socket);
      }
      peer.awaitReceived(50);
      net.until(() -> recorder.received.size() == 100);

      assertThat(peer.received).containsOnly("");
      assertThat(recorder.last()).isEqualTo("after 49");
    }

    @EveryDatagramKind
    void theLargestDatagramAndOneThatIsTooLarge(DatagramKind kind) throws IOException {
      int largest = kind.family == Family.IPV4 ? LARGEST_OF_IPV4 : LARGEST_OF_IPV6;
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(Event.DATAGRAM, () -> recorder.reply(recorder.recv()));
      recorder.on(Event.ERROR, () -> {});
      Datagrams socket = net.open(kind, recorder, peer);
      String text = "0123456789".repeat(7000).substring(0, largest);
      peer.send(text, socket).awaitReceived(1);
      assertThat(recorder.last().equals(text)).isTrue();
      assertThat(peer.received.get(0).equals(text)).isTrue();
      assertThat(recorder.events()).containsExactly("datagram");

      ByteBuffer tooLarge = ByteBuffer.allocate(largest + 1);
      socket.send(tooLarge, peer.address());
      assertThat(tooLarge.remaining()).isZero();
      assertThat(socket.dropped()).isEqualTo(1);
      assertThat(recorder.events()).as("inside send").containsExactly("datagram");
      net.settle();
      assertThat(recorder.events()).containsExactly("datagram", "error:IOException");
      assertThat(recorder.journal.errors.get(0))
          .hasMessageContaining(String.valueOf(largest + 1))
          .hasMessageContaining(peer.address().toString());

      peer.send("still there", socket).awaitReceived(2);
    }

    @EveryDatagramKind
    void manyInTheirOrder(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.open(kind, recorder, peer);
      List<String> sent = IntStream.range(0, 100).mapToObj(String::valueOf).toList();
      sent.forEach(text -> peer.send(text, socket));
      net.until(() -> recorder.received.size() == 100);
      sent.forEach(text -> socket.send(text, peer.address()));
      peer.awaitReceived(100);

      assertThat(recorder.received).isEqualTo(sent);
      assertThat(peer.received).isEqualTo(sent);
    }

    @EveryDatagramKind
    void whatIsLeftUnreadIsGoneAndWhatIsLentIsReadOnly(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      List<Integer> unread = new ArrayList<>();
      recorder.on(
          Event.DATAGRAM,
          () -> {
            assertThatThrownBy(() -> recorder.recv().put((byte) 1))
                .isInstanceOf(ReadOnlyBufferException.class);
            recorder.recv().get();
            unread.add(recorder.recv().remaining());
            unread.add(recorder.recvBytes().length);
            unread.add(recorder.recv().remaining());
          });
      Datagrams socket = net.open(kind, recorder, peer);
      peer.send("abc", socket).send("12345", socket);
      net.until(() -> unread.size() == 6);

      assertThat(unread).containsExactly(2, 2, 0, 4, 4, 0);
      assertThat(recorder.recv().remaining()).as("outside the event").isZero();
      assertThat(recorder.recvBytes()).isEmpty();
    }

    @EveryDatagramKind
    void isToldThatItIsOpenBeforeAnythingElseAndNotInsideBind(DatagramKind kind)
        throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(Event.OPEN, () -> recorder.send("hello", peer.address()));
      Datagrams socket = net.open(kind, recorder, peer);
      assertThat(recorder.events()).isEmpty();
      peer.send("first", socket).awaitReceived(1);
      net.until(() -> !recorder.received.isEmpty());

      assertThat(recorder.events()).containsExactly("open", "datagram");
    }

    @EveryDatagramKind
    void aHandlerThatOverridesNothing(DatagramKind kind) throws IOException {
      DatagramPeer peer = net.datagramPeer(kind.family);
      Datagrams socket = net.open(kind, new DatagramDispatcher() {}, peer);
      peer.send("ignored", socket);
      net.settle();

      assertThat(socket.state()).isEqualTo(ChannelState.OPEN);
      assertThat(net.log().messages()).isEmpty();
    }
  }

  @Nested
  class Peers {
    @Test
    void severalAreToldApart() throws IOException {
      for (Family family : List.of(Family.IPV4, Family.IPV6)) {
        DatagramRecorder recorder = net.datagramRecorder();
        recorder.on(Event.DATAGRAM, () -> recorder.reply("to " + recorder.last()));
        Datagrams socket = net.loop().bind(net.address(family), recorder);
        List<DatagramPeer> peers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
          peers.add(net.datagramPeer(family).send("peer " + i, socket));
        }
        for (int i = 0; i < 5; i++) {
          assertThat(peers.get(i).awaitReceived(1).received).containsExactly("to peer " + i);
        }

        assertThat(recorder.senders)
            .containsExactlyElementsOf(peers.stream().map(DatagramPeer::address).toList());
      }
    }

    @Test
    void aConnectedSocketHearsItsOwnOnly() throws IOException {
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      DatagramPeer stranger = net.datagramPeer(Family.IPV4);
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.loop().connect(peer.address(), recorder);
      stranger.send("psst", socket);
      peer.send("hello", socket);
      net.until(() -> recorder.received.size() == 1);
      net.settle();

      assertThat(recorder.received).containsExactly("hello");
      assertThat(socket.remoteAddress()).isEqualTo(peer.address());
      assertThat(socket.send("to the peer")).isTrue();
      assertThat(socket.send(new byte[] {'b'})).isTrue();
      assertThat(socket.send(ByteBuffer.wrap(new byte[] {'c'}))).isTrue();
      assertThat(peer.awaitReceived(3).received).containsExactly("to the peer", "b", "c");
      assertThatThrownBy(() -> socket.send("psst", stranger.address()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(peer.address().toString())
          .hasMessageContaining(stranger.address().toString());
    }

    @Test
    void aBoundSocketHasNoOneToSendToUnlessItIsSaid() throws IOException {
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);

      assertThat(socket.remoteAddress()).isNull();
      assertThatIllegalStateException()
          .isThrownBy(() -> socket.send("to whom?"))
          .withMessageContaining("has many peers");
      assertThatIllegalStateException()
          .isThrownBy(() -> recorder.reply("to whom?"))
          .withMessageContaining("nobody to reply to");
      recorder.reply((String) null);
    }

    @Test
    void aConnectedSocketRepliesOutsideOfAnEventToo() throws IOException {
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      DatagramRecorder recorder = net.datagramRecorder();
      net.loop().connect(peer.address(), recorder);
      recorder.reply("hello");

      assertThat(peer.awaitReceived(1).received).containsExactly("hello");
    }

    @Test
    void ofBothFamiliesReachTheAnyAddress() throws IOException {
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(Event.DATAGRAM, () -> recorder.reply("hello " + recorder.last()));
      Datagrams socket = net.loop().bind(new InetSocketAddress(0), recorder);
      int port = ((InetSocketAddress) socket.localAddress()).getPort();
      for (Family family : List.of(Family.IPV4, Family.IPV6)) {
        InetSocketAddress loopback = (InetSocketAddress) net.address(family);
        DatagramRecorder client = net.datagramRecorder();
        net.loop().connect(new InetSocketAddress(loopback.getAddress(), port), client);
        client.send(family.name());
        net.until(() -> !client.received.isEmpty());
        assertThat(client.received).containsExactly("hello " + family);
      }
    }
  }

  @Nested
  class AnAdoptedChannel {
    private void echoes(DatagramChannel channel, DatagramPeer peer) throws IOException {
      SocketAddress address = channel.getLocalAddress();
      DatagramRecorder recorder = net.datagramRecorder();
      recorder.on(Event.DATAGRAM, () -> recorder.reply(recorder.recv()));
      Datagrams socket = net.loop().bind(channel, recorder);
      assertThat(peer.send("ping", socket).send("", socket).awaitReceived(2).received)
          .containsExactly("ping", "");
      assertThat(socket.localAddress()).isEqualTo(address);
      socket.close();
      net.until(recorder::isClosed);

      assertThat(channel.isOpen()).isFalse();
      assertThat(socket.localAddress()).isEqualTo(address);
    }

    @Test
    void thatIsBound() throws IOException {
      echoes(net.boundChannel(Family.IPV4), net.datagramPeer(Family.IPV4));
      echoes(net.boundChannel(Family.IPV6), net.datagramPeer(Family.IPV6));
    }

    @Test
    void thatIsConnected() throws IOException {
      DatagramPeer peer = net.datagramPeer(Family.IPV4);
      echoes(net.boundChannel(Family.IPV4).connect(peer.address()), peer);
    }

    @Test
    void thatIsNeitherIsRefusedAndStaysTheCallers() throws IOException {
      DatagramRecorder recorder = net.datagramRecorder();
      try (DatagramChannel channel = DatagramChannel.open()) {
        assertThatThrownBy(() -> net.loop().bind(channel, recorder))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("not bound");
        assertThat(channel.isOpen()).isTrue();
        assertThat(net.loop().channels()).isEmpty();
        net.loop().bind(channel.bind(net.address(Family.IPV4)), recorder);
      }
      assertThat(net.loop().channels()).hasSize(1);
    }

    @Test
    void withADispatcherThatServesAnotherStaysTheCallers() throws IOException {
      DatagramRecorder recorder = net.datagramRecorder();
      net.loop().bind(net.address(Family.IPV4), recorder);
      try (DatagramChannel channel = net.boundChannel(Family.IPV4)) {
        assertThatIllegalStateException()
            .isThrownBy(() -> net.loop().bind(channel, recorder))
            .withMessageContaining("already serves");
        assertThat(channel.isOpen()).isTrue();
      }
    }

    @Test
    void thatIsClosedCannotBeAdopted() throws IOException {
      DatagramChannel channel = net.boundChannel(Family.IPV4);
      channel.close();
      assertThatThrownBy(() -> net.loop().bind(channel, net.datagramRecorder()))
          .isInstanceOf(IOException.class);

      assertThat(net.loop().channels()).isEmpty();
    }
  }
}
