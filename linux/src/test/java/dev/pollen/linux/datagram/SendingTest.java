package dev.pollen.linux.datagram;

import static dev.pollen.linux.datagram.DatagramBed.loopback;
import static dev.pollen.linux.datagram.DatagramBed.numbers;
import static dev.pollen.linux.datagram.DatagramBed.received;
import static dev.pollen.linux.datagram.DatagramBed.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Datagrams;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;

/** What is sent in one turn leaves together, and as if each had been sent by itself. */
final class SendingTest {

  @OnEachTransport
  void allReachTheirReceiversInTheirOrder(String transport) throws IOException {
    for (String address : List.of("127.0.0.1", "::1")) {
      try (DatagramBed bed = new DatagramBed(transport)) {
        Datagrams socket = bed.loop.bind(loopback(address), new Mailbox());
        List<DatagramChannel> peers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
          peers.add(bed.channel(loopback(address)));
        }
        bed.inOneTurn(
            () -> {
              for (int i = 0; i < 300; i++) {
                assertThat(socket.send(i % 10 == 0 ? "" : "" + i, addressOf(peers.get(i % 3))))
                    .isTrue();
              }
            });

        for (int i = 0; i < 3; i++) {
          List<String> expected = new ArrayList<>();
          for (int sent = i; sent < 300; sent += 3) {
            expected.add(sent % 10 == 0 ? "" : "" + sent);
          }
          assertThat(received(peers.get(i))).isEqualTo(expected);
        }
        assertThat(socket.dropped()).isZero();
        assertThat(socket.queuedBytes()).isZero();
      }
    }
  }

  private static SocketAddress addressOf(DatagramChannel channel) {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Only a few of them find memory to gather in. */
  @OnEachTransport
  void manySocketsSendInOneTurn(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      DatagramChannel peer = bed.channel();
      SocketAddress to = peer.getLocalAddress();
      List<Datagrams> sockets = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        sockets.add(bed.loop.bind(loopback(), new Mailbox()));
      }
      bed.inOneTurn(
          () -> {
            for (int i = 0; i < 90; i++) {
              sockets.get(i % 30).send("" + i, to);
            }
          });

      assertThat(received(peer)).hasSize(90).doesNotHaveDuplicates();
    }
  }

  @OnEachTransport
  void eachIsAnsweredWhenManyAreTold(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox echo =
          new Mailbox().on(told -> told.answer(told.received.get(told.received.size() - 1)));
      Datagrams socket = bed.loop.bind(loopback(), echo);
      DatagramChannel peer = bed.channel();
      send(peer, socket.localAddress(), numbers(1, 100));
      bed.until(() -> echo.received.size() == 100);

      assertThat(received(peer)).containsExactly(numbers(1, 100));
    }
  }

  /** Each for a reason of its own; those around them are not concerned. */
  @OnEachTransport
  void thoseThatAreRefusedAreToldAndCounted(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox mailbox = new Mailbox();
      Datagrams socket = bed.loop.bind(loopback(), mailbox);
      DatagramChannel peer = bed.channel();
      SocketAddress to = peer.getLocalAddress();
      SocketAddress otherFamily = bed.channel(loopback("::1")).getLocalAddress();
      bed.inOneTurn(
          () -> {
            socket.send("1", to);
            socket.send("x".repeat(65_508), to);
            socket.send("2", to);
            socket.send("wrong family", otherFamily);
            socket.send("3", to);
            socket.send("unknown", InetSocketAddress.createUnresolved("nowhere.invalid", 9));
            socket.send("4", to);
            socket.send("broadcast", new InetSocketAddress("255.255.255.255", 9));
            socket.send("5", to);
          });
      bed.settle();

      assertThat(received(peer)).containsExactly(numbers(1, 5));
      assertThat(socket.dropped()).isEqualTo(4);
      assertThat(mailbox.errors).hasSize(4);
      assertThat(mailbox.errors.get(0))
          .hasMessageContaining("65508")
          .hasMessageContaining("too long");
      assertThat(mailbox.errors.get(1)).hasMessageContaining(otherFamily.toString());
      assertThat(mailbox.errors.get(2)).hasMessageContaining("nowhere.invalid");
      assertThat(mailbox.errors.get(3)).hasMessageContaining("255.255.255.255");
    }
  }

  /** Each error of the network is told once, and the datagram that it hits is dropped. */
  @OnEachTransport
  void whereNobodyIsThereIsToldAsOnTheJdksSockets(String transport) throws IOException {
    assertThat(sentToNobody(transport)).isEqualTo(sentToNobody("nio"));
  }

  private static String sentToNobody(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      DatagramChannel gone = bed.channel();
      SocketAddress nobody = gone.getLocalAddress();
      gone.close();
      Mailbox mailbox = new Mailbox();
      Datagrams socket = bed.loop.connect(nobody, mailbox);
      bed.inOneTurn(
          () -> {
            for (int i = 0; i < 8; i++) {
              socket.send("anybody?");
            }
          });
      bed.settle();
      return "dropped " + socket.dropped() + ", told " + mailbox.received;
    }
  }

  @OnEachTransport
  void whatWasSentBeforeTheEndOfTheTurnLeavesBeforeTheEndOfTheSocket(String transport)
      throws IOException {
    for (boolean isAborted : new boolean[] {false, true}) {
      try (DatagramBed bed = new DatagramBed(transport)) {
        Mailbox mailbox = new Mailbox();
        Datagrams socket = bed.loop.bind(loopback(), mailbox);
        DatagramChannel peer = bed.channel();
        SocketAddress to = peer.getLocalAddress();
        bed.inOneTurn(
            () -> {
              socket.send("1", to);
              socket.send("2", to);
              if (isAborted) {
                socket.abort();
              } else {
                socket.close();
              }
              socket.send("3", to);
            });
        bed.until(() -> mailbox.isClosed);

        assertThat(received(peer)).containsExactly("1", "2");
        assertThat(socket.dropped()).isEqualTo(1);
      }
    }
  }
}
