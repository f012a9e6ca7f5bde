package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections that are made, or taken over, under adverse circumstances. */
@Timeout(20)
final class OpeningAttackTest {
  @RegisterExtension final Net net = new Net();

  private Recorder connect(ResolvingTransport.Answer answer, int port) {
    net.wrap(transport -> new ResolvingTransport(transport, answer));
    Recorder recorder = net.recorder();
    net.loop().connect(InetSocketAddress.createUnresolved("host.test", port), recorder);
    return recorder;
  }

  /** Instead of when the time to connect is over, which may be a long time. */
  @Test
  void aHostWithoutAnAddressIsUnknownAtOnce() {
    Recorder recorder = connect(host -> List.of(), 1);
    net.until(recorder::isClosed);
    assertThat(recorder.journal.errors.get(0))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("host.test");
    assertThat(recorder.reason().kind()).isEqualTo(Kind.CONNECT_FAILED);
  }

  @Test
  void aLookupThatFailsByAnErrorIsToldAtOnceToo() {
    Recorder recorder =
        connect(
            host -> {
              throw new NoClassDefFoundError("a resolver");
            },
            1);
    net.until(recorder::isClosed);
    assertThat(recorder.journal.errors.get(0)).hasMessageContaining("host.test");
    assertThat(recorder.journal.errors.get(0)).hasCauseInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void anAnswerThatComesWhenTheLoopIsClosedIsForgotten() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    Recorder recorder =
        connect(
            host -> {
              asked.countDown();
              LoopThread.await(answer);
              answered.countDown();
              return List.of(InetAddress.getLoopbackAddress());
            },
            1);
    LoopThread.await(asked);
    net.loop().close();
    answer.countDown();
    LoopThread.await(answered);
    assertThat(recorder.events()).containsExactly("close:LOOP_CLOSED");
  }

  @Test
  void aHostWithManyAddressesThatRefuseLeavesNoSocketBehind() throws IOException {
    int port = ((InetSocketAddress) net.refusingAddress(Family.IPV4)).getPort();
    List<InetAddress> many = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      many.add(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) i}));
    }
    byte[] ofIpv6 = new byte[16];
    ofIpv6[15] = 1;
    many.add(InetAddress.getByAddress(ofIpv6));
    Recorder recorder = connect(host -> many, port);
    int before = Descriptors.count();
    net.until(recorder::isClosed);
    net.settle();

    assertThat(recorder.events()).hasSize(2).last().isEqualTo("close:CONNECT_FAILED");
    assertThat(Descriptors.count()).isLessThanOrEqualTo(before);
  }

  @Test
  void theEndOfTheOutputIsRememberedByASocketThatIsNotConnectedYet() throws IOException {
    RawListener raw = net.rawListener(Family.IPV4);
    Recorder recorder = net.recorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    recorder.connection().shutdownOutput();
    recorder.connection().pauseReading();
    recorder.connection().resumeReading();
    net.settle();
    recorder.connect(raw.address());
    raw.accept().awaitEnd().send("still read");
    net.until(() -> recorder.received().equals("still read"));

    assertThat(net.log().messages()).isEmpty();
  }

  @Test
  void timersOfASocketThatIsNeverConnectedEndWithIt() throws IOException {
    Recorder recorder = new Recorder();
    recorder.createSocket(net.loop(), StandardProtocolFamily.INET);
    AtomicInteger runs = new AtomicInteger();
    recorder.connection().every(Duration.ZERO, runs::incrementAndGet);
    recorder.connection().schedule(Duration.ZERO, runs::incrementAndGet);
    net.settle();
    int before = runs.get();
    recorder.connection().schedule(Duration.ZERO, runs::incrementAndGet);
    net.loop().execute(recorder::close);
    net.loop().run();
    assertThat(runs.get()).isLessThanOrEqualTo(before + 2);
    recorder.connection().schedule(Duration.ofMillis(1), runs::incrementAndGet);
    int atTheEnd = runs.get();
    net.loop().run();
    assertThat(runs).hasValue(atTheEnd);
  }

  @EveryFamily
  void aChannelIsTakenOverOnlyOnceByTheSameLoop(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    SocketChannel channel = SocketChannel.open(raw.address());
    Peer peer = raw.accept();
    Recorder first = net.recorder();
    net.loop().connect(channel, first);
    assertThatIllegalStateException()
        .isThrownBy(() -> net.loop().connect(channel, new Recorder()))
        .withMessageContaining("already");
    peer.send("hello");
    net.until(() -> first.received().equals("hello"));

    assertThat(first.events()).containsExactly("connect", "read");
    assertThat(net.loop().channels()).hasSize(1);
  }

  @Test
  void aListeningChannelAndAPipeAreTakenOverOnlyOnceToo() throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open().bind(net.address(Family.IPV4));
    List<Recorder> served = new ArrayList<>();
    Listener listener =
        net.loop()
            .listen(
                channel,
                new AcceptRecorder(
                    from -> {
                      served.add(net.recorder());
                      return served.get(0);
                    }));
    assertThatIllegalStateException()
        .isThrownBy(() -> net.loop().listen(channel, new AcceptRecorder(from -> null)));
    Pipe pipe = Pipe.open();
    Recorder reader = net.recorder();
    Recorder writer = net.recorder();
    net.loop().connect(pipe.source(), reader);
    net.loop().connect(pipe.sink(), writer);
    assertThatIllegalStateException()
        .isThrownBy(() -> net.loop().connect(pipe.sink(), new Recorder()));
    net.until(() -> reader.isOpen() && writer.isOpen());
    writer.send("through");
    net.connectTo(listener);
    net.until(() -> reader.received().equals("through") && served.size() == 1);
  }

  @EveryFamily
  void aChannelThatItsFormerOwnerClosesIsNoticedWhenItIsUsed(Family family) throws IOException {
    RawListener raw = net.rawListener(family);
    Recorder sends = net.recorder();
    Recorder closes = net.recorder();
    Recorder connects = net.recorder();
    List<SocketChannel> channels = new ArrayList<>();
    for (Recorder recorder : List.of(sends, closes)) {
      channels.add(SocketChannel.open(raw.address()));
      net.loop().connect(channels.get(channels.size() - 1), recorder);
      raw.accept();
    }
    net.until(() -> sends.isOpen() && closes.isOpen());
    SocketChannel gone = SocketChannel.open(raw.address());
    raw.accept();
    net.loop().connect(gone, connects);
    gone.close();
    for (SocketChannel channel : channels) {
      channel.close();
    }
    net.settle();
    sends.send("anybody there?");
    closes.close();
    net.until(() -> sends.isClosed() && closes.isClosed() && connects.isClosed());

    assertThat(sends.reason().kind()).isEqualTo(Kind.BROKEN);
    assertThat(closes.reason().kind()).isEqualTo(Kind.LOCAL);
    assertThat(connects.reason().kind()).isEqualTo(Kind.CONNECT_FAILED);
  }

  @Test
  void aDispatcherThatServesAnotherLeavesTheChannelToItsOwner() throws IOException {
    RawListener raw = net.rawListener(Family.IPV4);
    Recorder used = net.recorder();
    net.loop().connect(raw.address(), used);
    try (SocketChannel channel = SocketChannel.open(raw.address())) {
      assertThatIllegalStateException().isThrownBy(() -> net.loop().connect(channel, used));
      assertThatIllegalStateException().isThrownBy(() -> net.loop().serve(channel, used));
      assertThat(channel.isOpen()).isTrue();
      assertThat(net.loop().channels()).hasSize(1);
    }
  }
}
