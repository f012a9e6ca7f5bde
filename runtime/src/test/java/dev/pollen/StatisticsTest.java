package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class StatisticsTest {
  @RegisterExtension final Net net = new Net();

  @EveryFamily
  void countBytesAndPeers(Family family) throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder).send("hello");
    net.until(() -> recorder.received().equals("hello"));
    recorder.connection().send("to ");
    recorder.connection().send("you");
    net.until(() -> recorder.connection().queuedBytes() == 0);
    AcceptRecorder nobody = new AcceptRecorder(from -> null);
    net.connectTo(net.listen(family, nobody));
    net.until(() -> !nobody.events.isEmpty());

    LoopStatistics statistics = net.loop().statistics();
    assertThat(statistics.bytesReceived()).isEqualTo(5);
    assertThat(statistics.bytesSent()).isEqualTo(6);
    assertThat(statistics.accepted()).isEqualTo(1);
    assertThat(statistics.refused()).isEqualTo(1);
    assertThat(statistics.ready()).isEqualTo(3);
    assertThat(statistics.failures()).isZero();
    peer.close();
  }

  @Test
  void countARefusalBecauseOfAFailure() throws IOException {
    AcceptRecorder bad =
        new AcceptRecorder(
            from -> {
              throw new IllegalStateException("bad");
            });
    net.connectTo(net.listen(Family.IPV4, bad));
    net.until(() -> !bad.errors.isEmpty());

    assertThat(net.loop().statistics().accepted()).isZero();
    assertThat(net.loop().statistics().refused()).isEqualTo(1);
    assertThat(net.loop().statistics().failures()).isEqualTo(1);
  }

  @Test
  void countBytesThatLeftBeforeTheConnectionBroke() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    recorder.connection().send(new byte[8 * 1024 * 1024]);
    net.until(() -> net.loop().statistics().bytesSent() > 0);
    long sent = net.loop().statistics().bytesSent();
    peer.reset();
    net.until(recorder::isClosed);

    assertThat(net.loop().statistics().bytesSent())
        .isBetween(sent, 8L * 1024 * 1024 - recorder.reason().undeliveredBytes());
  }

  @Test
  void countPasses() {
    for (int i = 0; i < 3; i++) {
      net.loop().poll(Duration.ZERO);
    }
    assertThat(net.loop().statistics().passes()).isEqualTo(3);
  }

  @Test
  void countWakeupsWithoutAReasonOnly() throws IOException {
    CountingTransport[] transport = new CountingTransport[1];
    net.wrap(t -> transport[0] = new CountingTransport(t));
    Recorder recorder = net.recorder();
    Listener listener = net.listen(Family.IPV4, () -> recorder);
    net.loop().schedule(Duration.ofMillis(1), () -> net.loop().execute(net.loop()::stop));
    net.connectTo(listener);
    net.loop().run();
    net.loop().poll(Duration.ZERO);
    net.loop().poll(Duration.ofMillis(1));
    assertThat(net.loop().statistics().idleWakeups()).isZero();

    int[] wakeups = {0};
    transport[0].onAwait =
        () -> {
          if (wakeups[0]++ < 5) {
            transport[0].wakeup();
          } else {
            net.loop().stop();
          }
        };
    net.loop().run();
    assertThat(net.loop().statistics().idleWakeups()).isEqualTo(5);
  }
}
