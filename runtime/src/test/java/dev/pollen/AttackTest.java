package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a hostile peer, or a careless handler, might try. */
@Timeout(60)
final class AttackTest {
  @RegisterExtension final Net net = new Net();

  @EveryFamily
  void oneByteAtATimeInBothDirections(Family family) throws IOException {
    net.limits(limits -> limits.receivesPerPass(1).outputLowMark(0).outputHighMark(0));
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          while (recorder.recv().hasRemaining()) {
            recorder.send(new byte[] {recorder.recv().get()});
          }
        });
    Peer peer = net.accept(family, recorder);
    StringBuilder sent = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      String one = String.valueOf((char) ('a' + i % 26));
      sent.append(one);
      peer.send(one).awaitReceived(sent.toString());
    }
    peer.finish().awaitEnd();
    net.until(recorder::isClosed);
    assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.PEER);
  }

  @Nested
  class UnreadBytesOfAConnectionThatBreaks {
    @Test
    void areStillPresentedIfReadingIsResumedBeforeTheBreakIsNoticed() throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            recorder.read(1);
            recorder.connection().pauseReading();
          });
      Peer peer = net.accept(Family.IPV4, recorder).send("abc");
      net.until(() -> recorder.received().equals("a"));
      recorder.on(Event.READ, recorder::readAll);
      peer.reset();
      // Noticed by sending, at the beginning of the next pass.
      recorder.connection().resumeReading();
      recorder.connection().send("anybody there?");
      net.until(recorder::isClosed);

      assertThat(recorder.received()).isEqualTo("abc");
      assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.BROKEN);
      assertThat(recorder.reason().undeliveredBytes()).isEqualTo(14);
    }

    @EveryFamily
    void andWhatIsStillInTheSocketArePresentedTogether(Family family) throws IOException {
      Recorder recorder = net.recorder();
      recorder.on(
          Event.READ,
          () -> {
            recorder.read(1);
            recorder.connection().pauseReading();
          });
      Peer peer = net.accept(family, recorder).send("abc");
      net.until(() -> recorder.received().equals("a"));
      recorder.on(Event.READ, recorder::readAll);
      peer.send("def").close();
      recorder.connection().resumeReading();
      recorder.connection().send("anybody there?");
      net.until(recorder::isClosed);

      assertThat(recorder.received()).isEqualTo("abcdef");
    }
  }

  /** On a Unix socket, a peer may stop reading and yet stay. */
  @Test
  void aPeerThatTakesNothingAnyMoreAndSaysNothingIsAnEnd() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.UNIX, recorder);
    peer.send("first");
    net.until(() -> recorder.received().equals("first"));
    peer.trySend("last words");
    peer.channel.shutdownInput();
    recorder.connection().send("unwanted");
    net.until(recorder::isClosed);

    assertThat(recorder.received()).isEqualTo("firstlast words");
    assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.BROKEN);
    assertThat(recorder.reason().undeliveredBytes()).isEqualTo(8);
  }

  @EveryFamily
  void closingAndConnectingInEveryCallback(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    SocketAddress address = raw.address();
    List<Recorder> all = new ArrayList<>();
    for (Event event : List.of(Event.CONNECT, Event.READ, Event.EOF, Event.CLOSE)) {
      Recorder recorder = net.recorder();
      all.add(recorder);
      recorder.on(
          event,
          () -> {
            recorder.close();
            Recorder next = net.recorder();
            all.add(next);
            net.loop().connect(address, next);
          });
      net.loop().connect(address, recorder);
      Peer peer = raw.accept();
      peer.trySend("hello");
      peer.close();
      raw.accept().close();
    }
    net.until(() -> all.size() == 8 && all.stream().allMatch(Recorder::isClosed));
    assertThat(all).allMatch(r -> r.events().contains("connect"));
  }

  @Test
  void twoEchoServersThatTalkToEachOtherWithinTheirMarksNeverStall() throws IOException {
    net.limits(
        limits -> limits.outputLowMark(1000).outputHighMark(10_000).maxOutput(64 * 1024 * 1024));
    Listener listener = net.listen(Family.UNIX, () -> echoWithBackPressure(net.recorder()));
    Recorder client = echoWithBackPressure(net.recorder());
    long[] bytes = new long[1];
    client.on(
        Event.READ,
        () -> {
          bytes[0] += client.recv().remaining();
          if (!client.send(client.recv())) {
            client.connection().pauseReading();
          }
        });
    net.loop().connect(listener.localAddress(), client);
    // Less than the sockets hold, or both could rightly wait for the other.
    client.connection().send(new byte[100_000]);
    net.until(() -> bytes[0] > 50_000_000);
  }

  private static Recorder echoWithBackPressure(Recorder recorder) {
    recorder.on(
        Event.READ,
        () -> {
          if (!recorder.send(recorder.recv())) {
            recorder.connection().pauseReading();
          }
        });
    return recorder.on(Event.WRITE, () -> recorder.connection().resumeReading());
  }

  @EveryFamily
  void pausesAndResumesAtRandomLoseNothing(Family family) throws IOException {
    Random random = new Random(5);
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.read(random.nextInt(recorder.recv().remaining() + 1));
          if (random.nextBoolean()) {
            recorder.connection().pauseReading();
            Duration pause = Duration.ofNanos(random.nextInt(200_000));
            recorder.connection().schedule(pause, () -> recorder.connection().resumeReading());
          }
        });
    recorder.on(
        Event.EOF,
        () -> {
          recorder.readAll();
          recorder.close();
        });
    Peer peer = net.accept(family, recorder);
    byte[] text = new byte[60_000];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ('a' + random.nextInt(26));
    }
    peer.send(text).close();
    net.until(recorder::isClosed);

    assertThat(recorder.received()).isEqualTo(new String(text, ISO_8859_1));
  }

  @Test
  void aHandlerThatStopsTheLoopInEveryEventStillHearsThemAll() throws IOException {
    Recorder recorder = net.recorder();
    for (Event event : List.of(Event.ACCEPT, Event.EOF, Event.CLOSE)) {
      recorder.on(
          event,
          () -> {
            net.loop().stop();
            if (event == Event.EOF) {
              recorder.close();
            }
          });
    }
    Listener listener = net.listen(Family.IPV4, () -> recorder);
    Peer peer = net.connectTo(listener);
    peer.trySend("hello");
    peer.close();
    while (!recorder.isClosed()) {
      net.loop().run();
    }

    assertThat(recorder.events()).containsExactly("accept", "read", "eof", "close:LOCAL");
  }

  @Test
  void limitsOfOneStillServeManyPeers() throws IOException {
    net.limits(
        limits ->
            limits
                .acceptsPerPass(1)
                .receivesPerPass(1)
                .tasksPerPass(1)
                .maxInput(1)
                .outputLowMark(0)
                .outputHighMark(0));
    List<Recorder> served = new ArrayList<>();
    Listener listener =
        net.listen(
            Family.IPV4,
            () -> {
              Recorder recorder = net.recorder();
              served.add(recorder);
              return recorder.on(Event.READ, () -> recorder.send(recorder.recv()));
            });
    List<Peer> peers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Peer peer = net.connectTo(listener);
      peer.trySend("peer " + i);
      peers.add(peer);
      net.loop().schedule(Duration.ZERO, () -> {});
      net.loop().execute(() -> {});
    }
    for (int i = 0; i < 30; i++) {
      peers.get(i).awaitReceived("peer " + i);
    }
    assertThat(served).hasSize(30);
  }
}
