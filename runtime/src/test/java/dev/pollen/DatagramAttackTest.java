package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Handlers of datagrams that do too much, and floods of datagrams. */
@Timeout(60)
final class DatagramAttackTest {
  @RegisterExtension final Net net = new Net();

  @AfterEach
  void allMemoryIsGivenBack() {
    net.loop().closeAll();
    assertThat(net.loop().memory().used()).isZero();
  }

  @EveryDatagramKind
  void whatWaitsBehindTheOneInWhichItIsClosedIsNotTold(DatagramKind kind) throws IOException {
    for (boolean gracefully : new boolean[] {true, false}) {
      DatagramPeer peer = net.datagramPeer(kind.family);
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.open(kind, recorder, peer);
      recorder.on(
          Event.DATAGRAM,
          () -> {
            if (gracefully) {
              socket.close();
            } else {
              socket.abort();
            }
            recorder.reply("too late");
          });
      recorder.on(Event.CLOSE, () -> assertThat(socket.send("never", peer.address())).isFalse());
      for (int i = 0; i < 100; i++) {
        peer.send("" + i, socket);
      }
      net.until(recorder::isClosed);
      net.settle();
      assertThat(recorder.received).containsExactly("0");
      assertThat(recorder.events())
          .containsExactly("datagram", gracefully ? "close:LOCAL" : "close:ABORTED");
      assertThat(socket.dropped()).isEqualTo(2);
      assertThat(peer.take().received).isEmpty();
    }
  }

  @Test
  void oneThatSendsToItselfForEverLeavesAStreamItsTurn() throws IOException {
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
    recorder.on(
        Event.DATAGRAM,
        () -> {
          recorder.reply(recorder.last());
          recorder.reply("");
        });
    socket.send("round", socket.localAddress());
    Recorder stream = net.recorder();
    Peer peer = net.accept(Family.IPV4, stream);
    for (int i = 1; i <= 20; i++) {
      int count = i;
      int passes = 0;
      peer.send("s");
      while (stream.journal.receivedCount() < count && passes < 100) {
        net.loop().poll(Duration.ZERO);
        passes++;
      }
      assertThat(passes).isLessThan(100);
    }
    assertThat(recorder.received).hasSizeGreaterThan(20);
  }

  @Test
  void aSendInTheErrorHookOfARefusedOneGoesOnForEverInBoundedPasses() throws IOException {
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
    SocketAddress nowhere = InetSocketAddress.createUnresolved("nowhere.invalid", 9);
    recorder.on(
        Event.ERROR,
        () -> {
          if (recorder.journal.errors.size() < 100_000) {
            socket.send("again", nowhere);
            socket.send("and again", nowhere);
          }
        });
    socket.send("first", nowhere);
    for (int i = 0; i < 50; i++) {
      int before = recorder.journal.errors.size();
      net.loop().poll(Duration.ZERO);
      assertThat(recorder.journal.errors.size() - before).isBetween(1, 2 * 16);
    }
  }

  @EveryDatagramKind
  void nothingIsToldOfARefusalAfterTheEnd(DatagramKind kind) throws IOException {
    DatagramPeer peer = net.datagramPeer(kind.family);
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.open(kind, recorder, peer);
    recorder.on(
        Event.DATAGRAM,
        () -> {
          // Larger than any datagram may be.
          socket.send(new byte[70_000], peer.address());
          socket.abort();
        });
    peer.send("go", socket);
    net.until(recorder::isClosed);
    net.settle();
    assertThat(recorder.events()).containsExactly("datagram", "close:ABORTED");
    assertThat(socket.dropped()).isOne();
  }

  @Test
  void aFloodOfFailuresIsCountedAndDescribedWhileItLasts() throws IOException {
    DatagramPeer peer = net.datagramPeer(Family.IPV4);
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
    List<String> dumps = new ArrayList<>();
    recorder.on(
        Event.DATAGRAM,
        () -> {
          if (recorder.received.size() % 500 == 0) {
            dumps.add(net.loop().dump());
          }
          throw new IllegalStateException(recorder.last());
        });
    for (int i = 1; i <= 5000; i++) {
      peer.send("" + i, socket);
      int count = i;
      if (i % 50 == 0) {
        net.until(() -> recorder.received.size() == count);
      }
    }
    assertThat(recorder.journal.errors).hasSize(5000);
    assertThat(net.loop().statistics().failures()).isEqualTo(5000);
    assertThat(net.log().messages().size()).isBetween(50, 1000);
    assertThat(dumps).hasSize(10).allMatch(dump -> dump.contains("Datagrams state=OPEN"));
    recorder.on(Event.DATAGRAM, () -> {});
    peer.send("still there", socket);
    net.until(() -> recorder.last().equals("still there"));
  }

  @EveryDatagramKind
  void pausedAndResumedInEveryEventItLosesNothing(DatagramKind kind) throws IOException {
    DatagramPeer peer = net.datagramPeer(kind.family);
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.open(kind, recorder, peer);
    recorder.on(
        Event.DATAGRAM,
        () -> {
          socket.pauseReading();
          switch (recorder.received.size() % 3) {
            case 0 -> socket.resumeReading();
            case 1 -> net.loop().execute(socket::resumeReading);
            default -> socket.schedule(Duration.ZERO, socket::resumeReading);
          }
        });
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      String text = i % 5 == 0 ? "" : "" + i;
      expected.add(text);
      peer.send(text, socket);
    }
    net.until(() -> recorder.received.size() == 200);
    assertThat(recorder.received).isEqualTo(expected);
  }

  @Test
  void closedInEveryHookItIsToldItsEndOnce() throws IOException {
    DatagramPeer peer = net.datagramPeer(Family.IPV4);
    for (Event event : List.of(Event.OPEN, Event.DATAGRAM, Event.ERROR, Event.CLOSE)) {
      DatagramRecorder recorder = net.datagramRecorder();
      Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
      recorder.on(
          event,
          () -> {
            socket.close();
            socket.abort();
            socket.close();
            socket.pauseReading();
            socket.resumeReading();
            net.loop().dump();
          });
      peer.send("x", socket);
      socket.send(new byte[70_000], peer.address());
      net.settle();
      socket.abort();
      net.until(recorder::isClosed);
      net.settle();
      assertThat(recorder.events()).filteredOn(e -> e.startsWith("close:")).hasSize(1);
    }
  }
}
