package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class DatagramCloseTest {
  @RegisterExtension final Net net = new Net();

  private enum End {
    CLOSE(CloseReason.Kind.LOCAL),
    ABORT(CloseReason.Kind.ABORTED),
    CLOSE_ALL(CloseReason.Kind.LOOP_CLOSED);

    final CloseReason.Kind kind;

    End(CloseReason.Kind kind) {
      this.kind = kind;
    }

    void apply(Datagrams datagrams) {
      switch (this) {
        case CLOSE -> datagrams.close();
        case ABORT -> datagrams.abort();
        case CLOSE_ALL -> datagrams.loop().closeAll();
      }
    }
  }

  static Stream<Arguments> hooksAndEnds() {
    return Stream.of(Event.DATAGRAM, Event.WRITE, Event.ERROR, Event.CLOSE)
        .flatMap(hook -> Stream.of(End.values()).map(end -> Arguments.of(hook, end)));
  }

  /** In every hook, on a socket that has more to deliver and something queued. */
  @ParameterizedTest(name = "{1} in {0}")
  @MethodSource("hooksAndEnds")
  void anEndInsideAHook(Event hook, End end) throws IOException {
    ScriptedTransport transport = new ScriptedTransport();
    ScriptedDatagrams socket = transport.datagrams;
    DatagramRecorder recorder = new DatagramRecorder();
    Limits limits = Limits.DEFAULT.with(l -> l.outputLowMark(4).outputHighMark(4));
    try (Log log = new Log();
        Loop loop = Loop.open(transport, limits)) {
      Datagrams datagrams = loop.bind(ScriptedDatagrams.PEER, recorder);
      List<Boolean> answers = new ArrayList<>();
      recorder.on(
          hook,
          () -> {
            end.apply(datagrams);
            answers.add(datagrams.send("dropped", ScriptedDatagrams.PEER));
            datagrams.pauseReading();
            datagrams.resumeReading();
            end.apply(datagrams);
          });
      socket.room = 0;
      datagrams.send("12345", ScriptedDatagrams.PEER);
      datagrams.send("1234", ScriptedDatagrams.PEER);
      loop.poll(Duration.ZERO);
      switch (hook) {
        case DATAGRAM -> transport.ready(Readiness.READ);
        case WRITE -> transport.ready(Readiness.WRITE);
        case ERROR -> {
          socket.receptions.add(
              () -> {
                throw new IOException("bad");
              });
          transport.ready(Readiness.READ);
        }
        default -> datagrams.close();
      }
      socket.receives("one");
      socket.receives("two");
      socket.room = 1;
      loop.poll(Duration.ZERO);
      loop.poll(Duration.ZERO);
      socket.room = 5;
      transport.ready(Readiness.READ | Readiness.WRITE);
      loop.poll(Duration.ZERO);
      loop.poll(Duration.ZERO);

      assertThat(answers).containsExactly(false);
      assertThat(recorder.journal.violations()).isEmpty();
      String told =
          hook == Event.ERROR ? "error:IOException" : hook.name().toLowerCase(Locale.ROOT);
      CloseReason.Kind kind = hook == Event.CLOSE ? CloseReason.Kind.LOCAL : end.kind;
      assertThat(recorder.events())
          .isEqualTo(hook == Event.CLOSE ? List.of("close:LOCAL") : List.of(told, "close:" + kind));
      assertThat(socket.isClosed).isTrue();
      assertThat(loop.channels()).isEmpty();
      assertThat(log.messages()).isEmpty();
    }
  }

  @EveryDatagramKind
  void whatWasSentBeforeStillLeaves(DatagramKind kind) throws IOException {
    DatagramPeer peer = net.datagramPeer(kind.family);
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.open(kind, recorder, peer);
    recorder.on(
        Event.DATAGRAM,
        () -> {
          recorder.reply("bye");
          recorder.close();
        });
    peer.send("go", socket).send("not heard", socket);
    net.until(recorder::isClosed);
    peer.awaitReceived(1);
    net.settle();

    assertThat(peer.take().received).containsExactly("bye");
    assertThat(recorder.events()).containsExactly("datagram", "close:LOCAL");
    assertThat(recorder.reason()).isEqualTo(new CloseReason(CloseReason.Kind.LOCAL, null, 0));
  }

  @EveryDatagramKind
  void sendingAfterwardsDropsUntilTheEndIsToldAndThenThrows(DatagramKind kind) throws IOException {
    DatagramPeer peer = net.datagramPeer(kind.family);
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.open(kind, recorder, peer);
    recorder.on(
        Event.CLOSE, () -> assertThat(socket.send("in its event", peer.address())).isFalse());
    socket.close();
    assertThat(socket.send("dropped", peer.address())).isFalse();
    assertThat(socket.dropped()).isEqualTo(1);
    net.until(recorder::isClosed);
    net.settle();
    assertThat(net.log().messages()).isEmpty();
    assertThatIllegalStateException()
        .isThrownBy(() -> socket.send("after it", peer.address()))
        .withMessageContaining("forget");

    assertThat(socket.dropped()).isEqualTo(2);
    assertThat(peer.take().received).isEmpty();
    socket.close();
    socket.abort();
    net.settle();
    assertThat(recorder.events()).containsExactly("close:LOCAL");
  }

  @Test
  void theAddressIsFreeWhenTheEndIsTold() throws IOException {
    DatagramRecorder recorder = net.datagramRecorder();
    DatagramRecorder successor = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
    recorder.on(Event.CLOSE, () -> net.loop().bind(socket.localAddress(), successor));
    socket.close();
    net.until(recorder::isClosed);

    assertThat(net.log().messages()).isEmpty();
    assertThat(net.loop().channels()).hasSize(1);
  }

  @Test
  void theEndOfAllEndsItToo() throws IOException {
    DatagramRecorder recorder = net.datagramRecorder();
    net.loop().bind(net.address(Family.IPV4), recorder);
    net.loop().closeAll();

    assertThat(recorder.events()).containsExactly("close:LOOP_CLOSED");
  }

  @Test
  void aShutdownOfTheLoopIsToldAndClosesItUnlessItsHandlerDoes() throws IOException {
    DatagramPeer peer = net.datagramPeer(Family.IPV4);
    DatagramRecorder plain = net.datagramRecorder();
    net.loop().bind(net.address(Family.IPV4), plain);
    DatagramRecorder busy = net.datagramRecorder();
    busy.on(Event.SHUTDOWN, () -> busy.send("one more?", peer.address()));
    busy.on(Event.DATAGRAM, busy::close);
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), busy);
    net.loop().shutdown(Duration.ofMinutes(10));
    peer.awaitReceived(1).send("no", socket);
    net.loop().run();

    assertThat(plain.events()).containsExactly("shutdown", "close:LOCAL");
    assertThat(busy.events()).containsExactly("shutdown", "datagram", "close:LOCAL");
    assertThatIllegalStateException()
        .isThrownBy(() -> net.loop().bind(net.address(Family.IPV4), net.datagramRecorder()))
        .withMessageContaining("shutting down");
  }

  @Test
  void theLoopRunsUntilTheLastSocketIsClosed() throws IOException {
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
    recorder.on(Event.DATAGRAM, recorder::close);
    net.datagramPeer(Family.IPV4).send("stop", socket);
    net.loop().run();

    assertThat(recorder.events()).containsExactly("datagram", "close:LOCAL");
  }

  @Test
  void itsTimersRunWhileItIsOpenOnly() throws IOException {
    DatagramRecorder recorder = net.datagramRecorder();
    Datagrams socket = net.loop().bind(net.address(Family.IPV4), recorder);
    AtomicInteger ran = new AtomicInteger();
    socket.schedule(Duration.ZERO, ran::incrementAndGet);
    net.until(() -> ran.get() == 1);
    Timer never = socket.schedule(Duration.ofMillis(1), ran::incrementAndGet);
    socket.close();
    net.until(recorder::isClosed);
    never.reschedule(Duration.ZERO);
    net.settle();

    assertThat(ran).hasValue(1);
  }

  /** Else the loop would run for an hour. */
  @Test
  void itsTimersEndWithItAlsoIfItWasNeverBound() throws IOException {
    DatagramRecorder recorder = new DatagramRecorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    List<String> ran = new ArrayList<>();
    recorder.datagrams().schedule(Duration.ofHours(1), () -> ran.add("too late"));
    recorder.datagrams().close();
    net.loop().run();

    assertThat(ran).isEmpty();
  }
}
