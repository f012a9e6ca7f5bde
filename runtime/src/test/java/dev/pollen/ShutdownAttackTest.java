package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers that would keep a loop from ending. */
@Timeout(20)
final class ShutdownAttackTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(30);

  @RegisterExtension final Net net = new Net();

  private final List<Recorder> clients = new ArrayList<>();

  private void connectAgainAndAgain(SocketAddress address) {
    Recorder client = net.recorder();
    clients.add(client);
    client.on(Event.CLOSE, () -> connectAgainAndAgain(address));
    net.loop().connect(address, client);
  }

  @EveryFamily
  void aClientThatConnectsAgainWhenItIsClosedEndsAtTheDeadline(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    connectAgainAndAgain(raw.address());
    Peer peer = raw.accept();
    net.until(clients.get(0)::isOpen);
    peer.finish();
    net.loop().shutdown(SHORT);
    net.loop().run();

    assertThat(net.loop().channels()).isEmpty();
    assertThat(clients.get(0).reason().kind()).isIn(Kind.LOCAL, Kind.PEER);
    assertThatIllegalStateException()
        .isThrownBy(() -> net.loop().connect(raw.address(), new Recorder()))
        .withMessageContaining("shut down");
  }

  private void executeAgainAndAgain(long[] count) {
    count[0]++;
    net.loop().execute(() -> executeAgainAndAgain(count));
  }

  @Test
  void tasksThatNeverEndDoSoAtTheDeadline() throws IOException {
    long[] count = new long[1];
    executeAgainAndAgain(count);
    Recorder recorder = net.recorder().on(Event.SHUTDOWN, () -> {});
    net.accept(Family.IPV4, recorder);
    net.loop().shutdown(SHORT);
    net.loop().run();

    assertThat(recorder.events()).endsWith("close:LOOP_CLOSED");
    assertThat(count[0]).isPositive();
  }

  @Test
  void timersOfEveryPassDoNotHoldUpTheEnd() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    net.loop().every(Duration.ZERO, () -> {});
    recorder.connection().every(Duration.ZERO, () -> {});
    peer.finish();
    net.loop().shutdown(LONG);
    net.loop().run();
    assertThat(net.loop().channels()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Event.class,
      names = {"OPEN", "ACCEPT", "READ", "EOF", "SHUTDOWN", "ERROR", "CLOSE"})
  void itMayBeAskedForInEveryEventAndIsToldOnce(Event event) throws IOException {
    Recorder recorder = net.recorder();
    recorder.on(Event.SHUTDOWN, () -> {});
    recorder.on(
        event,
        () -> {
          for (int i = 0; i < 3; i++) {
            net.loop().shutdown(SHORT);
          }
        });
    if (event == Event.ERROR) {
      recorder.on(
          Event.READ,
          () -> {
            throw new IllegalStateException("no");
          });
    }
    Listener listener = net.listen(Family.IPV4, () -> recorder);
    Peer peer = net.connectTo(listener);
    peer.trySend("x");
    if (event != Event.READ) {
      peer.finish();
    }
    if (event == Event.SHUTDOWN) {
      net.loop().shutdown(SHORT);
    }
    net.loop().run();

    assertThat(net.loop().channels()).isEmpty();
    assertThat(recorder.journal.count("shutdown")).isLessThanOrEqualTo(1);
  }

  @Test
  void aSecondOneWithLessTimeHurriesTheFirstAndTellsNobodyAgain() throws IOException {
    Recorder recorder = net.recorder().on(Event.SHUTDOWN, () -> {});
    net.accept(Family.IPV4, recorder);
    net.loop().shutdown(LONG);
    net.settle();
    net.loop().shutdown(Duration.ZERO);
    net.loop().run();
    assertThat(recorder.events()).containsExactly("accept", "shutdown", "close:LOOP_CLOSED");
  }

  @Test
  void moreTimeThanThereIsIsUnderstood() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder).finish();
    net.loop().shutdown(Duration.ofSeconds(Long.MAX_VALUE));
    net.loop().run();
    assertThat(recorder.isClosed()).isTrue();
  }

  @EveryFamily
  void oneThatEndsAllOthersWhenItIsToldKeepsThemFromBeingTold(Family family) throws IOException {
    List<Recorder> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Recorder recorder = net.recorder();
      recorder.on(Event.SHUTDOWN, net.loop()::closeAll);
      net.accept(family, recorder);
      all.add(recorder);
    }
    net.loop().shutdown(LONG);
    net.loop().run();
    assertThat(all.stream().mapToLong(r -> r.journal.count("shutdown")).sum()).isEqualTo(1);
    assertThat(all).allMatch(r -> r.reason().kind() == Kind.LOOP_CLOSED);
  }

  @Test
  void aSocketThatWasCreatedBeforeMayNotListenAnyMore() throws IOException {
    Recorder recorder = net.recorder().on(Event.SHUTDOWN, () -> {});
    net.accept(Family.IPV4, recorder);
    class Server extends ListenerDispatcher {
      void create() throws IOException {
        createSocket(net.loop(), StandardProtocolFamily.INET);
        bind(net.address(Family.IPV4));
      }

      void start() throws IOException {
        listen(5);
      }

      @Override
      protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
        return null;
      }
    }
    Server server = new Server();
    server.create();
    DatagramRecorder datagrams = new DatagramRecorder();
    datagrams.createSocket(net.loop(), StandardProtocolFamily.INET);
    net.loop().shutdown(LONG);
    net.until(() -> recorder.journal.count("shutdown") == 1);

    assertThatIllegalStateException()
        .isThrownBy(server::start)
        .withMessageContaining("shutting down");
    assertThatIllegalStateException()
        .isThrownBy(() -> datagrams.bind(net.address(Family.IPV4)))
        .withMessageContaining("shutting down");
    server.listener().close();
    datagrams.close();
  }

  @Test
  void whoIsToldMayStillAskAnother() throws IOException {
    RawListener raw = net.rawListener(Family.IPV4);
    Recorder helper = net.recorder();
    Recorder recorder = net.recorder();
    recorder.on(Event.SHUTDOWN, () -> net.loop().connect(raw.address(), helper));
    helper.on(
        Event.CONNECT,
        () -> {
          recorder.send("a last word");
          recorder.close();
          helper.close();
        });
    Peer peer = net.accept(Family.IPV4, recorder);
    net.loop().shutdown(LONG);
    peer.awaitReceived("a last word").finish();
    raw.accept().finish();
    net.loop().run();
    assertThat(recorder.events()).endsWith("close:LOCAL");
  }

  @Test
  void aNameThatIsStillLookedUpIsForgotten() throws IOException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    net.wrap(
        transport ->
            new ResolvingTransport(
                transport,
                host -> {
                  asked.countDown();
                  LoopThread.await(answer);
                  return List.of(InetAddress.getLoopbackAddress());
                }));
    RawListener raw = net.rawListener(Family.IPV4);
    int port = ((InetSocketAddress) raw.address()).getPort();
    Recorder recorder = net.recorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    recorder.connect(InetSocketAddress.createUnresolved("host.test", port));
    LoopThread.await(asked);
    net.loop().shutdown(LONG);
    net.loop().run();
    answer.countDown();
    net.settle();

    assertThat(recorder.events()).containsExactly("close:LOOP_CLOSED");
  }
}
