package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is not lost when something goes wrong, or ends. */
@Timeout(60)
final class RecoveryTest {
  private static final int MUCH = 1024 * 1024;

  @RegisterExtension final Net net = new Net();

  @EveryFamily
  void bytesBehindTheFailureOfAnEventAreDeliveredWithoutWaitingForMore(Family family)
      throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.on(Event.ERROR, () -> {});
    recorder.on(
        Event.READ,
        () -> {
          recorder.read(1);
          throw new IllegalStateException("one at a time");
        });
    peer.send("abcd");
    net.until(() -> recorder.received().equals("abcd"));
  }

  @EveryFamily
  void thePeerIsToldWhyItsInputIsTooMuch(Family family) throws IOException {
    net.limits(limits -> limits.maxInput(10));
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.on(Event.READ, () -> {});
    recorder.on(Event.ERROR, () -> recorder.send("too much"));
    peer.send("0123456789a").awaitEnd();
    peer.finish();
    net.until(recorder::isClosed);

    assertThat(peer.received()).isEqualTo("too much");
    assertThat(recorder.reason().kind()).isEqualTo(Kind.LIMIT);
    assertThat(recorder.reason().cause()).isInstanceOf(LimitExceededException.class);
  }

  @EveryFamily
  void whatWasSentIsDeliveredAlthoughTheLoopIsClosed(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().send("last words");
    net.settle();
    net.loop().closeAll();
    peer.awaitEnd();

    assertThat(peer.received()).isEqualTo("last words");
    assertThat(recorder.reason()).isEqualTo(new CloseReason(Kind.LOOP_CLOSED, null, 0));
  }

  @EveryFamily
  void aPeerThatReadsSlowlyGetsAllOfAClosedConnection(Family family) throws IOException {
    Duration drainTimeout = Duration.ofSeconds(1);
    net.limits(limits -> limits.drainTimeout(drainTimeout));
    RuledTime time = new RuledTime(net);
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().send(new byte[8 * MUCH]);
    recorder.connection().close();
    int steps = 0;
    while (recorder.connection().queuedBytes() > 0) {
      // Never so long without progress as to lose the connection, but much longer than that in all.
      long before = recorder.connection().queuedBytes();
      net.until(() -> peer.take(256 * 1024) >= 0 && recorder.connection().queuedBytes() < before);
      time.pass(drainTimeout.multipliedBy(9).dividedBy(10));
      steps++;
    }
    net.until(() -> peer.take(Integer.MAX_VALUE) == 0 && peer.receivedCount() == 8 * MUCH);
    peer.awaitEnd();
    assertThat(steps).isGreaterThan(3);
    assertThat(recorder.isClosed()).isFalse();
  }

  @Test
  void theAddressOfAListenerIsFreeWhenItsCloseIsTold() throws IOException {
    InetSocketAddress[] address = new InetSocketAddress[1];
    Listener[] second = new Listener[1];
    Listener first =
        net.loop()
            .listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new ListenerDispatcher() {
                  @Override
                  protected ConnectionDispatcher handleAccepted(SocketAddress from) {
                    return net.recorder();
                  }

                  @Override
                  protected void handleClose(CloseReason reason) throws IOException {
                    second[0] = net.loop().listen(address[0], net::recorder);
                  }
                });
    address[0] = (InetSocketAddress) first.localAddress();
    first.close();
    net.settle();

    assertThat(second[0].state()).isEqualTo(ChannelState.LISTENING);
  }

  @Test
  void aPollWaitsAgainAfterAStop() {
    net.loop().stop();
    net.loop().poll(Duration.ZERO);
    long start = System.nanoTime();
    net.loop().poll(Duration.ofMillis(50));

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(50_000_000L);
  }

  @Test
  void aTimerThatIsCancelledBetweenPollsDoesNotRun() {
    AtomicInteger runs = new AtomicInteger();
    Timer timer = net.loop().schedule(Duration.ofMillis(1), runs::incrementAndGet);
    net.loop().poll(Duration.ZERO);
    timer.cancel();
    net.settle();

    assertThat(runs).hasValue(0);
  }
}
