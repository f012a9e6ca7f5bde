package dev.pollen.linux.datagram;

import static dev.pollen.linux.datagram.DatagramBed.loopback;
import static dev.pollen.linux.datagram.DatagramBed.numbers;
import static dev.pollen.linux.datagram.DatagramBed.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Datagrams;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Datagrams that were received together are told one by one, like any others. */
final class ReceivingTest {
  private static final int LARGEST_OF_IPV4 = 65_507;
  private static final int LARGEST_OF_IPV6 = 65_527;

  @OnEachTransport
  void aThousandArriveInTheirOrder(String transport) throws IOException {
    for (String address : List.of("127.0.0.1", "::1")) {
      try (DatagramBed bed = new DatagramBed(transport)) {
        Mailbox mailbox = new Mailbox();
        Datagrams socket = bed.loop.bind(loopback(address), mailbox);
        DatagramChannel peer = bed.channel(loopback(address));
        // In portions, since the system keeps a few hundred only.
        for (int first = 1; first <= 1000; first += 50) {
          int last = first + 49;
          send(peer, socket.localAddress(), numbers(first, last));
          bed.until(() -> mailbox.received.size() == last);
        }

        assertThat(mailbox.received).containsExactly(numbers(1, 1000));
        assertThat(mailbox.senders).containsOnly(peer.getLocalAddress());
        bed.assertWaits();
      }
    }
  }

  @OnEachTransport
  void aPauseEndsTheTurnAndLosesNothing(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox mailbox = new Mailbox();
      mailbox.on(
          told -> {
            if (told.received.size() % 5 == 0) {
              told.socket().pauseReading();
            }
          });
      Datagrams socket = bed.loop.bind(loopback(), mailbox);
      send(bed.channel(), socket.localAddress(), numbers(1, 40));
      for (int told = 5; told <= 40; told += 5) {
        int expected = told;
        bed.until(() -> mailbox.received.size() >= expected);
        bed.assertWaits();
        assertThat(mailbox.received).containsExactly(numbers(1, expected));
        socket.resumeReading();
      }
    }
  }

  @OnEachTransport
  void whatAPassLeavesIsToldInTheNextWithoutWaiting(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport, limits -> limits.datagramsPerPass(10))) {
      Mailbox mailbox = new Mailbox();
      Datagrams socket = bed.loop.bind(loopback(), mailbox);
      send(bed.channel(), socket.localAddress(), numbers(1, 12));
      bed.until(() -> !mailbox.received.isEmpty());
      assertThat(mailbox.received).containsExactly(numbers(1, 10));
      long start = System.nanoTime();
      // The kernel has nothing any more that could end this wait.
      assertThat(bed.loop.poll(Duration.ofSeconds(20))).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));

      assertThat(mailbox.received).containsExactly(numbers(1, 12));
      bed.assertWaits();
    }
  }

  @OnEachTransport
  void aPassTellsNoMoreThanItMay(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport, limits -> limits.datagramsPerPass(10))) {
      Mailbox mailbox = new Mailbox();
      Datagrams socket = bed.loop.bind(loopback(), mailbox);
      send(bed.channel(), socket.localAddress(), numbers(1, 95));
      bed.until(() -> !mailbox.received.isEmpty());
      for (int told = 10; told < 95; told = mailbox.received.size()) {
        bed.loop.poll(Duration.ofSeconds(20));
        assertThat(mailbox.received.size() - told).isBetween(1, 10);
      }

      assertThat(mailbox.received).containsExactly(numbers(1, 95));
    }
  }

  @OnEachTransport
  void socketsThatTakeTurnsKeepTheirOwn(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport, limits -> limits.datagramsPerPass(3))) {
      List<Mailbox> mailboxes = new ArrayList<>();
      List<SocketAddress> senders = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Mailbox mailbox = new Mailbox();
        Datagrams socket = bed.loop.bind(loopback(), mailbox);
        DatagramChannel peer = bed.channel();
        send(peer, socket.localAddress(), numbers(100 * i, 100 * i + 49));
        mailboxes.add(mailbox);
        senders.add(peer.getLocalAddress());
      }
      bed.until(() -> mailboxes.stream().allMatch(mailbox -> mailbox.received.size() == 50));

      for (int i = 0; i < 4; i++) {
        assertThat(mailboxes.get(i).received).containsExactly(numbers(100 * i, 100 * i + 49));
        assertThat(mailboxes.get(i).senders).containsOnly(senders.get(i));
      }
      bed.assertWaits();
    }
  }

  @OnEachTransport
  void oneThatIsPausedKeepsItsOwnWhileOthersReceive(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox paused = new Mailbox();
      Datagrams first = bed.loop.bind(loopback(), paused.on(told -> told.socket().pauseReading()));
      send(bed.channel(), first.localAddress(), numbers(1, 20));
      bed.until(() -> !paused.received.isEmpty());
      Mailbox other = new Mailbox();
      Datagrams second = bed.loop.bind(loopback(), other);
      send(bed.channel(), second.localAddress(), numbers(1, 20));
      bed.until(() -> other.received.size() == 20);
      bed.assertWaits();
      assertThat(paused.received).containsExactly("1");
      paused.on(told -> {});
      first.resumeReading();
      bed.until(() -> paused.received.size() == 20);

      assertThat(paused.received).containsExactly(numbers(1, 20));
      assertThat(other.received).containsExactly(numbers(1, 20));
    }
  }

  @OnEachTransport
  void aCloseInTheMiddleEndsIt(String transport) throws IOException {
    for (boolean isAborted : new boolean[] {false, true}) {
      try (DatagramBed bed = new DatagramBed(transport)) {
        Mailbox mailbox = new Mailbox();
        mailbox.on(
            told -> {
              if (told.received.size() == 3 && isAborted) {
                told.socket().abort();
              } else if (told.received.size() == 3) {
                told.socket().close();
              }
            });
        Datagrams socket = bed.loop.bind(loopback(), mailbox);
        Mailbox other = new Mailbox();
        Datagrams second = bed.loop.bind(loopback(), other);
        DatagramChannel peer = bed.channel();
        send(peer, socket.localAddress(), numbers(1, 10));
        send(peer, second.localAddress(), numbers(1, 10));
        bed.until(() -> mailbox.isClosed && other.received.size() == 10);
        bed.assertWaits();

        assertThat(mailbox.received).containsExactly("1", "2", "3");
        assertThat(other.received).containsExactly(numbers(1, 10));
      }
    }
  }

  /** Nor does what it has left reach the next socket with its descriptor. */
  @OnEachTransport
  void oneThatIsClosedWithSomethingUnreadLeavesNothing(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox paused = new Mailbox();
      Datagrams first = bed.loop.bind(loopback(), paused.on(told -> told.socket().pauseReading()));
      send(bed.channel(), first.localAddress(), numbers(1, 10));
      bed.until(() -> !paused.received.isEmpty());
      first.close();
      bed.until(() -> paused.isClosed);
      Mailbox next = new Mailbox();
      bed.loop.bind(loopback(), next);
      bed.assertWaits();

      assertThat(paused.received).containsExactly("1");
      assertThat(next.received).isEmpty();
    }
  }

  @OnEachTransport
  void emptyOnesStandInTheirPlaces(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      Mailbox mailbox = new Mailbox();
      Datagrams socket = bed.loop.bind(loopback(), mailbox);
      send(bed.channel(), socket.localAddress(), "", "a", "", "", "b", "");
      bed.until(() -> mailbox.received.size() == 6);

      assertThat(mailbox.received).containsExactly("", "a", "", "", "b", "");
    }
  }

  @OnEachTransport
  void theLargestArriveWhole(String transport) throws IOException {
    for (String address : List.of("127.0.0.1", "::1")) {
      byte[] bytes = new byte[address.equals("::1") ? LARGEST_OF_IPV6 : LARGEST_OF_IPV4];
      new Random(1).nextBytes(bytes);
      try (DatagramBed bed = new DatagramBed(transport)) {
        Mailbox mailbox = new Mailbox();
        Datagrams socket = bed.loop.bind(loopback(address), mailbox);
        DatagramChannel peer = bed.channel(loopback(address));
        peer.send(ByteBuffer.wrap(bytes), socket.localAddress());
        send(peer, socket.localAddress(), "small");
        bed.until(() -> mailbox.received.size() == 2);

        assertThat(mailbox.received).containsExactly(Mailbox.digest(bytes), "small");
      }
    }
  }

  @OnEachTransport
  void aPeerThatHasGoneIsToldInTheSamePlaceAsOnTheJdksSockets(String transport) throws IOException {
    assertThat(ofAPeerThatHasGone(transport))
        .isEqualTo(ofAPeerThatHasGone("nio"))
        .contains("error")
        .containsSubsequence(numbers(1, 5));
  }

  /** While datagrams of the peer are waiting, one is sent that does not reach it any more. */
  private static List<String> ofAPeerThatHasGone(String transport) throws IOException {
    try (DatagramBed bed = new DatagramBed(transport)) {
      DatagramChannel peer = bed.channel();
      Mailbox mailbox = new Mailbox();
      Datagrams socket = bed.loop.connect(peer.getLocalAddress(), mailbox);
      send(peer, socket.localAddress(), numbers(1, 5));
      mailbox.on(
          told -> {
            if (told.received.size() == 2) {
              peer.close();
              told.socket().send("anybody?");
            }
          });
      bed.until(() -> mailbox.received.size() == 6);
      bed.assertWaits();
      return mailbox.received;
    }
  }
}
