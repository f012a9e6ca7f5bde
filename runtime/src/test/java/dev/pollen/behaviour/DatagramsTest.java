package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollen.ChannelState;
import dev.pollen.CloseReason;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Datagrams;
import dev.pollen.behaviour.subject.Style;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sockets for datagrams. */
final class DatagramsTest {
  /** Notes everything, and answers in capitals. */
  private static final class Echo extends DatagramDispatcher {
    final List<String> events = new ArrayList<>();
    final List<SocketAddress> senders = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private @Nullable Throwable failure;

    Echo failing(Throwable cause) {
      failure = cause;
      return this;
    }

    @Override
    protected void handleDatagram(SocketAddress from) {
      String text = StandardCharsets.UTF_8.decode(recv()).toString();
      events.add("datagram:" + text);
      senders.add(from);
      if (failure instanceof RuntimeException thrown) {
        failure = null;
        throw thrown;
      }
      reply("<" + text + ">");
    }

    @Override
    protected void handleError(Throwable cause) {
      events.add("error");
      errors.add(cause);
    }

    @Override
    protected void handleClose(CloseReason reason) {
      events.add("close:" + reason.kind());
    }
  }

  /** A socket that knows nothing of Pollen. */
  private static DatagramChannel plainSocket(Testbed bed) throws IOException {
    SocketAddress address = bed.freshAddress();
    DatagramChannel channel =
        bed.channels().openDatagramChannel(bed.family().protocol).bind(address);
    channel.configureBlocking(false);
    bed.closeLater(channel);
    return channel;
  }

  private static void send(DatagramChannel from, String text, SocketAddress to) throws IOException {
    from.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), to);
  }

  private static String awaitDatagram(Testbed bed, DatagramChannel channel) {
    ByteBuffer buffer = ByteBuffer.allocate(70_000);
    bed.until(
        () -> {
          try {
            return channel.receive(buffer) != null;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    return StandardCharsets.UTF_8.decode(buffer.flip()).toString();
  }

  @OnAnyNetwork
  @Everywhere(
      families = {Family.IPV4, Family.IPV6},
      styles = Style.BY_HAND)
  void oneIsToldWithItsSenderAndAnswered(Testbed bed) throws IOException {
    Echo echo = new Echo();
    Datagrams socket = bed.loop().bind(bed.freshAddress(), echo);
    DatagramChannel peer = plainSocket(bed);
    send(peer, "hello", socket.localAddress());

    assertThat(awaitDatagram(bed, peer)).isEqualTo("<hello>");
    assertThat(echo.events).containsExactly("datagram:hello");
    assertThat(echo.senders).containsExactly(peer.getLocalAddress());
  }

  @OnAnyNetwork
  @Everywhere(
      families = {Family.IPV4, Family.IPV6},
      styles = Style.BY_HAND)
  void anEmptyOneIsNotAnEnd(Testbed bed) throws IOException {
    Echo echo = new Echo();
    Datagrams socket = bed.loop().bind(bed.freshAddress(), echo);
    DatagramChannel peer = plainSocket(bed);
    send(peer, "", socket.localAddress());
    assertThat(awaitDatagram(bed, peer)).isEqualTo("<>");
    send(peer, "more", socket.localAddress());
    assertThat(awaitDatagram(bed, peer)).isEqualTo("<more>");

    assertThat(echo.events).containsExactly("datagram:", "datagram:more");
    assertThat(socket.state()).isEqualTo(ChannelState.OPEN);
  }

  @Everywhere(
      families = {Family.IPV4, Family.IPV6},
      styles = Style.BY_HAND)
  void aFailureCostsOneDatagramAndNotTheSocket(Testbed bed) throws IOException {
    IllegalStateException cause = new IllegalStateException("not this one");
    Echo echo = new Echo().failing(cause);
    Datagrams socket = bed.loop().bind(bed.freshAddress(), echo);
    DatagramChannel peer = plainSocket(bed);
    send(peer, "one", socket.localAddress());
    send(peer, "two", socket.localAddress());
    assertThat(awaitDatagram(bed, peer)).isEqualTo("<two>");

    assertThat(echo.events).containsExactly("datagram:one", "error", "datagram:two");
    assertThat(echo.errors).containsExactly(cause);
  }

  @OnAnyNetwork
  @Everywhere(
      families = {Family.IPV4, Family.IPV6},
      styles = Style.BY_HAND)
  void thatNobodyIsThereIsAnErrorAndNotTheEnd(Testbed bed) throws IOException {
    DatagramChannel gone = plainSocket(bed);
    SocketAddress nobody = gone.getLocalAddress();
    gone.close();
    Echo echo = new Echo();
    Datagrams socket = bed.loop().connect(nobody, echo);
    socket.send("anybody there?");
    bed.until(() -> echo.events.contains("error"));

    assertThat(echo.events).containsOnly("error");
    assertThat(socket.state()).isEqualTo(ChannelState.OPEN);
  }

  @OnAnyNetwork
  @Everywhere(
      families = {Family.IPV4, Family.IPV6},
      styles = Style.BY_HAND)
  void whatIsQueuedLeavesBeforeTheEndWhichIsToldOnce(Testbed bed) throws IOException {
    Echo echo = new Echo();
    Datagrams socket = bed.loop().bind(bed.freshAddress(), echo);
    DatagramChannel peer = plainSocket(bed);
    socket.send("goodbye", peer.getLocalAddress());
    socket.close();
    socket.close();
    assertThat(awaitDatagram(bed, peer)).isEqualTo("goodbye");
    bed.until(() -> socket.state() == ChannelState.CLOSED);
    bed.settle();

    assertThat(echo.events).containsExactly("close:LOCAL");
    assertThat(bed.loop().channels()).isEmpty();
  }

  @Everywhere(
      families = {Family.IPV4, Family.IPV6},
      styles = Style.BY_HAND)
  void anAddressThatIsTakenIsRefusedAndLeavesNothing(Testbed bed) throws IOException {
    Datagrams first = bed.loop().bind(bed.freshAddress(), new Echo());

    assertThatThrownBy(() -> bed.loop().bind(first.localAddress(), new Echo()))
        .isInstanceOf(BindException.class);
    assertThat(bed.loop().channels()).containsExactly(first);
  }

  @Everywhere(
      families = {Family.IPV4, Family.IPV6},
      styles = Style.BY_HAND)
  void anIdleSocketDoesNotWakeTheLoop(Testbed bed) throws IOException {
    bed.loop().bind(bed.freshAddress(), new Echo());
    bed.settle();

    assertThat(bed.loop().poll(Duration.ofMillis(20))).isZero();
  }

  @Everywhere(families = Family.UNIX, styles = Style.BY_HAND)
  void unixSocketsForThemAreRefusedWithAMessageWhereThereAreNone(Testbed bed) {
    assumeFalse(bed.hasUnixDatagrams());

    assertThatThrownBy(() -> bed.loop().bind(bed.freshAddress(), new Echo()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("pollen-linux");
    assertThat(bed.loop().channels()).isEmpty();
  }

  @Everywhere(families = Family.UNIX, styles = Style.BY_HAND)
  void unixSocketsForThemCarryThemWhereThereAreSome(Testbed bed) throws IOException {
    assumeTrue(bed.hasUnixDatagrams());
    Echo echo = new Echo();
    Datagrams socket = bed.loop().bind(bed.freshAddress(), echo);
    Echo client = new Echo().failing(new IllegalStateException("not this one"));
    Datagrams peer = bed.loop().bind(bed.freshAddress(), client);
    peer.send("hello", socket.localAddress());
    bed.until(() -> client.events.size() == 2);

    assertThat(echo.events).containsExactly("datagram:hello");
    assertThat(echo.senders).containsExactly(peer.localAddress());
    assertThat(client.events).containsExactly("datagram:<hello>", "error");
    assertThat(client.senders).containsExactly(socket.localAddress());
  }

  /** Whatever the transport makes of it, what is sent in one event arrives as it was sent. */
  @Everywhere(
      families = {Family.IPV4, Family.IPV6},
      styles = Style.BY_HAND)
  void whatOneEventSendsArrivesInItsOrder(Testbed bed) throws IOException {
    DatagramChannel peer = plainSocket(bed);
    Datagrams socket = bed.loop().bind(bed.freshAddress(), new Echo());
    SocketAddress to = peer.getLocalAddress();
    bed.loop()
        .execute(
            () -> {
              socket.send("one", to);
              socket.send("", to);
              socket.send("x".repeat(70_000), to);
              socket.send("three", to);
              socket.close();
            });
    for (String expected : List.of("one", "", "three")) {
      assertThat(awaitDatagram(bed, peer)).isEqualTo(expected);
    }
    assertThat(socket.dropped()).isEqualTo(1);
  }
}
