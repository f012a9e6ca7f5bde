package dev.pollen.linux.datagram;

import static dev.pollen.linux.datagram.DatagramBed.loopback;
import static dev.pollen.linux.datagram.DatagramBed.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pollen.Channel;
import dev.pollen.DatagramDispatcher;
import dev.pollen.Datagrams;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Random;

/** Datagrams over Unix sockets. */
final class UnixSocketTest {
  private static final SocketAddress UNNAMED = UnixDomainSocketAddress.of("");

  @OnEachTransport
  void oneIsToldWithItsSenderAndAnswered(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server = new Mailbox().on(told -> told.answer("<" + told.received.get(0) + ">"));
      Mailbox client = new Mailbox();
      Datagrams socket = bed.loop.bind(bed.path(), server);
      Datagrams peer = bed.loop.bind(bed.path(), client);
      assertThat(peer.send("hello", socket.localAddress())).isTrue();
      bed.until(() -> !client.received.isEmpty());

      assertThat(server.received).containsExactly("hello");
      assertThat(server.senders).containsExactly(peer.localAddress());
      assertThat(client.received).containsExactly("<hello>");
      assertThat(client.senders).containsExactly(socket.localAddress());
    }
  }

  @OnEachTransport
  void whoHasNoPathCannotBeAnswered(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server = new Mailbox().on(told -> told.answer("who are you?"));
      Datagrams socket = bed.loop.bind(bed.path(), server);
      Datagrams client = bed.loop.connect(socket.localAddress(), new Mailbox());
      client.send("hello");
      bed.until(() -> !server.errors.isEmpty());

      assertThat(client.localAddress()).isEqualTo(UNNAMED);
      assertThat(client.remoteAddress()).isEqualTo(socket.localAddress());
      assertThat(server.senders).containsExactly(UNNAMED);
      assertThat(server.errors.get(0))
          .hasMessageContaining("unnamed")
          .hasMessageContaining("bind its socket");
      assertThat(socket.dropped()).isEqualTo(1);
    }
  }

  /** For a client that is to be answered. */
  private static final class BoundClient extends DatagramDispatcher {
    BoundClient(DatagramBed bed, SocketAddress local, SocketAddress server) throws IOException {
      createSocket(bed.loop, StandardProtocolFamily.UNIX);
      bind(local);
      connect(server);
    }

    private boolean isAnswered;

    @Override
    protected void handleDatagram(SocketAddress from) {
      isAnswered = true;
    }
  }

  @OnEachTransport
  void oneWithAPathAndOnePeerIsAnswered(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server = new Mailbox().on(told -> told.answer("hello"));
      Datagrams socket = bed.loop.bind(bed.path(), server);
      BoundClient client = new BoundClient(bed, bed.path(), socket.localAddress());
      bed.inOneTurn(() -> bed.loop.channels().forEach(UnixSocketTest::greet));
      bed.until(() -> client.isAnswered);

      assertThat(server.errors).isEmpty();
    }
  }

  private static void greet(Channel channel) {
    if (channel instanceof Datagrams socket && socket.remoteAddress() != null) {
      socket.send("hello");
    }
  }

  @OnEachTransport
  void aThousandArriveInTheirOrder(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server = new Mailbox();
      Datagrams socket = bed.loop.bind(bed.path(), server);
      Datagrams bound = bed.loop.bind(bed.path(), new Mailbox());
      bed.inOneTurn(
          () -> {
            for (String number : numbers(1, 1000)) {
              bound.send(number, socket.localAddress());
            }
          });
      bed.until(() -> server.received.size() == 1000);

      assertThat(server.received).containsExactly(numbers(1, 1000));
      assertThat(bound.dropped()).isZero();
      bed.assertWaits();
    }
  }

  /**
   * A receiver that is full lets an unconnected socket be ready for output all the same: it must
   * not be asked again and again. Nor must what waits be lost.
   */
  @OnEachTransport
  void aReceiverThatIsFullIsWaitedForAtRest(String transport) throws IOException {
    for (boolean isConnected : new boolean[] {false, true}) {
      try (DatagramBed bed = new DatagramBed(transport);
          DatagramBed slow = new DatagramBed(transport)) {
        Mailbox server = new Mailbox();
        Datagrams receiver = slow.loop.bind(slow.path(), server);
        Mailbox client = new Mailbox();
        SocketAddress to = receiver.localAddress();
        Datagrams sender =
            isConnected ? bed.loop.connect(to, client) : bed.loop.bind(bed.path(), client);
        bed.inOneTurn(
            () -> {
              for (String number : numbers(1, 2000)) {
                sender.send(number, to);
              }
            });
        assertThat(sender.queuedBytes()).isPositive();
        long passes = bed.loop.statistics().passes();
        long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (System.nanoTime() < end) {
          bed.loop.poll(Duration.ofMillis(300));
        }
        assertThat(bed.loop.statistics().passes() - passes).as("passes").isLessThan(50);
        while (server.received.size() < 2000) {
          slow.loop.poll(Duration.ofMillis(1));
          bed.loop.poll(Duration.ofMillis(1));
        }

        assertThat(server.received).containsExactly(numbers(1, 2000));
        assertThat(sender.queuedBytes()).isZero();
        assertThat(client.errors).isEmpty();
      }
    }
  }

  /** Timers of the socket end with close; what is queued must leave nevertheless. */
  @OnEachTransport
  void whatWaitsForAFullReceiverLeavesBeforeTheEnd(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport);
        DatagramBed slow = new DatagramBed(transport)) {
      Mailbox server = new Mailbox();
      Datagrams receiver = slow.loop.bind(slow.path(), server);
      Mailbox client = new Mailbox();
      Datagrams sender = bed.loop.bind(bed.path(), client);
      bed.inOneTurn(
          () -> {
            for (String number : numbers(1, 300)) {
              sender.send(number, receiver.localAddress());
            }
            sender.close();
          });
      bed.settle();
      assertThat(client.isClosed).isFalse();
      while (server.received.size() < 300) {
        slow.loop.poll(Duration.ofMillis(1));
        bed.loop.poll(Duration.ofMillis(1));
      }
      bed.until(() -> client.isClosed);

      assertThat(server.received).containsExactly(numbers(1, 300));
    }
  }

  @OnEachTransport
  void largerThanUdpCarriesArrivesWhole(String transport) throws IOException {
    byte[] bytes = new byte[150_000];
    new Random(1).nextBytes(bytes);
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server = new Mailbox();
      Datagrams socket = bed.loop.bind(bed.path(), server);
      Datagrams client = bed.loop.connect(socket.localAddress(), new Mailbox());
      bed.inOneTurn(
          () -> {
            client.send("before");
            client.send(bytes);
            client.send("after");
          });
      bed.until(() -> server.received.size() == 3);

      assertThat(server.received).containsExactly("before", Mailbox.digest(bytes), "after");
    }
  }

  @OnEachTransport
  void whatTheSystemDoesNotTakeIsToldToItsSender(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Datagrams socket = bed.loop.bind(bed.path(), new Mailbox());
      Mailbox mailbox = new Mailbox();
      Datagrams client = bed.loop.connect(socket.localAddress(), mailbox);
      client.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024);
      client.send(new byte[1024 * 1024]);
      bed.settle();

      assertThat(client.dropped()).isEqualTo(1);
      assertThat(mailbox.errors).hasSize(1);
      assertThat(mailbox.errors.get(0))
          .hasMessageContaining("1048576")
          .hasMessageContaining("long");
    }
  }

  @OnEachTransport
  void whatIsTooLargeToReceiveIsToldInItsPlace(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox server = new Mailbox();
      Datagrams socket = bed.loop.bind(bed.path(), server);
      Datagrams client = bed.loop.connect(socket.localAddress(), new Mailbox());
      client.setOption(StandardSocketOptions.SO_SNDBUF, 1024 * 1024);
      assumeTrue(
          client.option(StandardSocketOptions.SO_SNDBUF) > 600_000,
          "net.core.wmem_max does not allow that");
      client.send("before");
      client.send(new byte[300_000]);
      client.send("after");
      bed.until(() -> server.received.size() == 3);

      assertThat(server.received).containsExactly("before", "error", "after");
      assertThat(server.errors.get(0))
          .hasMessageContaining("262144")
          .hasMessageContaining("unnamed");
    }
  }

  @OnEachTransport
  void nobodyAtThePathIsToldForEachDatagram(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      SocketAddress path = bed.path();
      Mailbox mailbox = new Mailbox();
      Datagrams gone = bed.loop.bind(path, mailbox);
      gone.close();
      bed.until(() -> mailbox.isClosed);
      SocketAddress nowhere = bed.path();
      Mailbox client = new Mailbox();
      Datagrams socket = bed.loop.bind(bed.path(), client);
      bed.inOneTurn(
          () -> {
            socket.send("a", path);
            socket.send("b", nowhere);
            socket.send("c", path);
          });
      bed.settle();

      assertThat(socket.dropped()).isEqualTo(3);
      assertThat(client.errors).hasSize(3);
      assertThat(client.errors.get(0)).hasMessageContaining("Connection refused");
      assertThat(client.errors.get(1)).hasMessageContaining("No such file");
      assertThatThrownBy(() -> bed.loop.connect(path, new Mailbox()))
          .isInstanceOf(IOException.class);
    }
  }

  @OnEachTransport
  void theirPathStaysUnlessItIsToGo(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      for (boolean isToGo : new boolean[] {false, true}) {
        UnixDomainSocketAddress address = bed.path();
        Mailbox mailbox = new Mailbox();
        Datagrams socket = bed.loop.bind(address, mailbox);
        assertThatThrownBy(() -> bed.loop.bind(address, new Mailbox()))
            .isInstanceOf(BindException.class)
            .hasMessageContaining(address.toString());
        if (isToGo) {
          assertThat(socket.deletePathOnClose()).isSameAs(socket);
        }
        socket.close();
        bed.until(() -> mailbox.isClosed);

        assertThat(Files.exists(address.getPath())).isEqualTo(!isToGo);
      }
    }
  }

  @OnEachTransport
  void onlyAPathOfItsOwnIsDeleted(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Datagrams socket = bed.loop.bind(bed.path(), new Mailbox());
      Datagrams client = bed.loop.connect(socket.localAddress(), new Mailbox());
      Datagrams udp = bed.loop.bind(loopback(), new Mailbox());

      assertThatThrownBy(client::deletePathOnClose).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(udp::deletePathOnClose).isInstanceOf(IllegalStateException.class);
    }
  }

  @OnEachTransport
  void addressesOfTheOtherKindAreMistakes(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Datagrams unix = bed.loop.bind(bed.path(), new Mailbox());
      Datagrams udp = bed.loop.bind(loopback(), new Mailbox());

      assertThatThrownBy(() -> unix.send("x", udp.localAddress()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(udp.localAddress().toString());
      assertThatThrownBy(() -> udp.send("x", unix.localAddress()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(unix.localAddress().toString());
      assertThatThrownBy(() -> bed.loop.bind(UNNAMED, new Mailbox()))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(bed.loop.channels()).hasSize(2);
    }
  }
}
