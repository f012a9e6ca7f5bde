package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Handlers that turn on their loop, on other channels or on what they no longer have. */
@Timeout(60)
final class ChannelAttackTest {
  private static final String HOOKS = "OPEN|ACCEPT|READ|EOF|SHUTDOWN|ERROR|CLOSE";

  @RegisterExtension final Net net = new Net();

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static void never() {
    throw new AssertionError("a timer of a connection that is closed");
  }

  /** Has this event told to a connection, among others. */
  private Recorder serve(Family family, Event event, Journal.Action action) throws IOException {
    Recorder recorder = net.recorder();
    if (event != Event.SHUTDOWN) {
      recorder.on(Event.SHUTDOWN, recorder::close);
    }
    if (event == Event.ERROR) {
      recorder.on(Event.READ, () -> sneak(new IOException("to be told")));
    }
    recorder.on(event, action);
    Listener listener = net.listen(family, () -> recorder);
    Peer peer = net.connectTo(listener);
    peer.trySend("x");
    if (event != Event.SHUTDOWN) {
      peer.finish();
    } else {
      net.until(recorder::isOpen);
      net.loop().shutdown(Duration.ofMinutes(10));
    }
    return recorder;
  }

  @ParameterizedTest
  @EnumSource(value = Event.class, mode = EnumSource.Mode.MATCH_ANY, names = HOOKS)
  void everythingMayBeClosedInEveryEvent(Event event) throws IOException {
    Recorder other = net.recorder();
    net.accept(Family.UNIX, other);
    Recorder recorder = serve(Family.IPV4, event, net.loop()::closeAll);
    net.until(() -> recorder.isClosed() && other.isClosed());
    net.settle();
    assertThat(net.loop().channels()).isEmpty();
    assertThat(net.log().messages().stream().filter(m -> !m.contains("to be told"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(value = Event.class, mode = EnumSource.Mode.MATCH_ANY, names = HOOKS)
  void noEventRunsOrClosesTheLoop(Event event) throws IOException {
    int[] refused = new int[1];
    List<Journal.Action> attempts =
        List.of(
            () -> net.loop().run(),
            () -> net.loop().run(Duration.ZERO, 3),
            () -> net.loop().poll(Duration.ZERO),
            () -> net.loop().close());
    Recorder recorder =
        serve(
            Family.IPV4,
            event,
            () -> {
              for (Journal.Action attempt : attempts) {
                assertThatIllegalStateException().isThrownBy(attempt::run);
                refused[0]++;
              }
              net.loop().closeAll();
            });
    net.until(() -> recorder.isClosed() && refused[0] == 4);
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new InterruptedException("checked"),
        new StackOverflowError("deep"),
        new AssertionError("wrong"),
        new NoClassDefFoundError("missing"),
        new IllegalMonitorStateException("odd"),
        new Throwable("of no kind"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void whateverIsThrownInEveryEventCostsOnlyThatConnection(Throwable thrown) throws IOException {
    Recorder other = net.recorder();
    Peer witness = net.accept(Family.UNIX, other);
    for (Event event : List.of(Event.OPEN, Event.ACCEPT, Event.READ, Event.EOF, Event.CLOSE)) {
      Recorder recorder = serve(Family.IPV4, event, () -> sneak(thrown));
      recorder.on(Event.ERROR, () -> sneak(thrown));
      net.until(recorder::isClosed);
    }
    Recorder timed = net.recorder();
    Peer peer = net.accept(Family.IPV4, timed).finish();
    timed.connection().schedule(Duration.ZERO, () -> sneak(thrown));
    net.loop().execute(() -> sneak(thrown));
    net.until(timed::isClosed);
    peer.awaitEnd();
    witness.send("still there?");
    net.until(() -> other.received().equals("still there?"));
  }

  /** The flag stays set, and no socket may take it amiss. */
  @EveryFamily
  void aHandlerThatInterruptsItsThreadBreaksNobody(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    Recorder client = net.recorder();
    Recorder server = net.recorder();
    Listener listener = net.listen(family, () -> server);
    for (Event event : List.of(Event.ACCEPT, Event.CONNECT, Event.READ, Event.EOF)) {
      Journal.Action interrupts = () -> Thread.currentThread().interrupt();
      client.on(event, interrupts);
      server.on(
          event,
          () -> {
            Thread.currentThread().interrupt();
            if (event == Event.READ) {
              server.send(server.recv());
              server.send("!");
            } else if (event == Event.EOF) {
              server.close();
            }
          });
    }
    Peer peer = net.connectTo(listener);
    net.loop().connect(raw.address(), client);
    peer.trySend("hello");
    Peer accepted = raw.accept();
    net.until(() -> client.isOpen() && server.events().contains("read"));
    assertThat(Thread.interrupted()).isTrue();
    peer.awaitReceived("hello!").finish();
    accepted.close();
    net.until(server::isClosed);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.events()).containsExactly("accept", "read", "eof", "close:LOCAL");
    assertThat(client.events()).containsExactly("connect", "eof");
  }

  @EveryFamily
  void aConnectionThatIsAbortedInItsOpenEventIsReplacedByAnother(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    List<Recorder> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      Recorder first = net.recorder();
      Recorder second = net.recorder();
      first.on(
          Event.OPEN,
          () -> {
            first.connection().abort();
            net.loop().connect(raw.address(), second);
          });
      net.loop().connect(raw.address(), first);
      raw.accept().awaitGone();
      Peer peer = raw.accept().send("for the second");
      net.until(() -> second.received().equals("for the second"));
      peer.close();
      all.add(first);
    }
    assertThat(all).allMatch(first -> first.events().equals(List.of("open", "close:ABORTED")));
  }

  @Test
  void aProducerMayEndItsConnectionOrEverythingAndOpenAnother() throws IOException {
    RawListener raw = net.rawListener(Family.IPV4);
    List<Journal.Action> ends = new ArrayList<>();
    Recorder[] now = new Recorder[1];
    ends.add(() -> now[0].connection().abort());
    ends.add(() -> now[0].close());
    ends.add(() -> net.loop().closeAll());
    ends.add(() -> sneak(new StackOverflowError()));
    ends.add(() -> now[0].connection().shutdownOutput());
    for (Journal.Action end : ends) {
      now[0] = net.recorder();
      Recorder opened = net.recorder();
      Peer peer = net.accept(Family.IPV4, now[0]);
      int[] closes = new int[1];
      now[0].send(
          new Producer() {
            @Override
            public Outcome produce(ByteBuffer room) throws Exception {
              room.put((byte) 'x');
              end.run();
              return Outcome.END;
            }

            @Override
            public void close() {
              closes[0]++;
              net.loop().connect(raw.address(), opened);
              sneak(new NoClassDefFoundError("in close"));
            }
          });
      peer.awaitGone().close();
      net.until(() -> now[0].isClosed() && opened.isOpen());
      raw.accept();
      assertThat(closes[0]).isEqualTo(1);
      assertThat(net.loop().memory().used()).isZero();
    }
  }

  @Test
  void hundredsThatAreAbortedInOneEventAreAllToldOnce() throws IOException {
    List<Recorder> all = new ArrayList<>();
    Listener listener =
        net.listen(
            Family.UNIX,
            () -> {
              Recorder recorder = net.recorder();
              all.add(recorder);
              // Each end hits all others, too, and asks for a timer it will not get.
              return recorder.on(
                  Event.CLOSE,
                  () -> {
                    all.forEach(Recorder::close);
                    recorder.connection().schedule(Duration.ZERO, ChannelAttackTest::never);
                  });
            });
    for (int i = 0; i < 300; i++) {
      net.connectTo(listener).trySend("x");
    }
    net.until(() -> all.size() == 300);
    for (Recorder recorder : all) {
      recorder.connection().schedule(Duration.ZERO, () -> abortAll(all));
    }
    net.until(() -> all.stream().allMatch(Recorder::isClosed));
    assertThat(all).allMatch(r -> r.reason().kind() == Kind.ABORTED);
    assertThat(net.loop().channels()).containsExactly(listener);
  }

  private static void abortAll(List<Recorder> all) {
    all.forEach(recorder -> recorder.connection().abort());
  }

  @EveryFamily
  void whatIsLeftOfAConnectionIsHarmless(Family family) throws IOException {
    Recorder recorder = net.recorder();
    net.accept(family, recorder).close();
    net.until(recorder::isClosed);
    Connection connection = recorder.connection();
    connection.close();
    connection.abort();
    connection.pauseReading();
    connection.resumeReading();
    connection.shutdownOutput();
    connection.producerReady();
    connection.schedule(Duration.ZERO, ChannelAttackTest::never);
    connection.every(Duration.ZERO, ChannelAttackTest::never);
    connection.onIdle(Duration.ofNanos(1), ChannelAttackTest::never);
    assertThat(connection.queuedBytes()).isZero();
    assertThat(recorder.recv().remaining()).isZero();
    assertThatIllegalStateException().isThrownBy(() -> connection.send("x"));
    assertThatIllegalStateException()
        .isThrownBy(() -> connection.send(room -> Producer.Outcome.END));
    net.settle();
    net.loop().run();

    assertThat(recorder.events()).containsExactly("accept", "eof", "close:PEER");
    assertThat(net.log().messages()).isEmpty();
  }

  /** Two loops on one thread: each is run in the events of nobody but its own. */
  @EveryFamily
  void twoLoopsThatTalkToEachOtherMayBeRunInTurn(Family family) throws IOException {
    try (Loop other = Loop.open()) {
      Recorder server = net.recorder();
      server.on(
          Event.READ,
          () -> {
            server.send(server.recv());
            other.poll(Duration.ZERO);
          });
      Listener listener = net.listen(family, () -> server);
      Recorder client = new Recorder();
      other.connect(listener.localAddress(), client);
      client.send("ping");
      net.until(
          () -> {
            other.poll(Duration.ZERO);
            return client.received().equals("ping");
          });
      other.closeAll();
      net.until(server::isClosed);
      assertThat(client.events()).startsWith("connect").endsWith("close:LOOP_CLOSED");
      assertThat(client.journal.violations()).isEmpty();
    }
  }

  @Test
  void aStormWithinLittleMemoryGivesAllOfItBack() throws IOException {
    net.limits(limits -> limits.maxMemory(20 * 16 * 1024).outputHighMark(50_000));
    Random random = new Random(11);
    List<Recorder> all = new ArrayList<>();
    Listener listener =
        net.listen(
            Family.IPV4,
            () -> {
              Recorder recorder = net.recorder();
              all.add(recorder);
              return recorder.on(
                  Event.READ,
                  () -> {
                    recorder.read(random.nextInt(recorder.recv().remaining() + 1));
                    switch (random.nextInt(6)) {
                      case 0 -> recorder.send(new byte[random.nextInt(60_000)]);
                      case 1 -> recorder.connection().pauseReading();
                      case 2 -> recorder.close();
                      case 3 -> all.get(random.nextInt(all.size())).connection().abort();
                      case 4 ->
                          recorder.send(new ScriptedProducer().then("abc", Producer.Outcome.END));
                      default -> all.forEach(r -> r.connection().resumeReading());
                    }
                  });
            });
    for (int i = 0; i < 300; i++) {
      Peer peer = net.connectTo(listener);
      peer.trySend("z".repeat(1 + random.nextInt(20_000)));
      net.loop().poll(Duration.ZERO);
      switch (random.nextInt(3)) {
        case 0 -> peer.reset();
        case 1 -> peer.finish();
        default -> peer.take(30_000);
      }
    }
    net.settle();
    net.loop().closeAll();
    assertThat(net.loop().memory().used()).isZero();
  }
}
