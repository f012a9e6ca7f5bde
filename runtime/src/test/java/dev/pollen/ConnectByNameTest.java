package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A connection to a host of which only the name is known. */
final class ConnectByNameTest {
  @RegisterExtension final Net net = new Net();

  private Recorder connect(ResolvingTransport.Answer answer, int port) {
    net.wrap(transport -> new ResolvingTransport(transport, answer));
    Recorder recorder = net.recorder();
    net.loop().connect(InetSocketAddress.createUnresolved("host.test", port), recorder);
    return recorder;
  }

  @Test
  void triesOneAddressAfterTheOther() throws IOException {
    RawListener raw = net.rawListener(Family.IPV4);
    InetSocketAddress address = (InetSocketAddress) raw.address();
    InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 9});
    Recorder recorder = connect(h -> List.of(nobody, address.getAddress()), address.getPort());
    Peer peer = raw.accept();
    net.until(recorder::isOpen);

    assertThat(recorder.events()).containsExactly("connect");
    assertThat(recorder.connection().remoteAddress()).isEqualTo(address);
    recorder.send("x");
    peer.awaitReceived("x");
  }

  @Test
  void reportsTheLastFailureWhenNoAddressAnswers() throws IOException {
    int port = ((InetSocketAddress) net.refusingAddress(Family.IPV4)).getPort();
    InetAddress one = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress two = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    Recorder recorder = connect(h -> List.of(one, two), port);
    net.until(recorder::isClosed);

    assertThat(recorder.journal.errors.get(0))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("127.0.0.2");
    assertThat(recorder.journal.errors.get(0).getSuppressed()[0]).hasMessageContaining("127.0.0.1");
    assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.CONNECT_FAILED);
  }

  @Test
  void doesNotHoldUpTheLoopAndMayBeGivenUpMeanwhile() {
    CountDownLatch answer = new CountDownLatch(1);
    Recorder recorder =
        connect(
            h -> {
              LoopThread.await(answer);
              return List.of(InetAddress.getLoopbackAddress());
            },
            1);
    net.settle();
    assertThat(recorder.events()).isEmpty();
    recorder.abort();
    net.until(recorder::isClosed);
    answer.countDown();
    net.settle();
    assertThat(recorder.events()).containsExactly("close:ABORTED");
  }

  @Test
  void failsWhenTheLookupFailsInAnUnexpectedWay() {
    Recorder recorder =
        connect(
            h -> {
              throw new IllegalStateException("no resolver");
            },
            1);
    net.until(recorder::isClosed);
    assertThat(recorder.journal.errors.get(0)).hasMessageContaining("host.test");
  }

  @Test
  void isOverWhenTheTimeToConnectIs() {
    net.limits(limits -> limits.connectTimeout(Duration.ofMillis(20)));
    CountDownLatch never = new CountDownLatch(1);
    Recorder recorder =
        connect(
            h -> {
              LoopThread.await(never);
              return List.of();
            },
            1);
    net.until(recorder::isClosed);
    never.countDown();
    assertThat(recorder.journal.errors.get(0)).isInstanceOf(SocketTimeoutException.class);
  }
}
