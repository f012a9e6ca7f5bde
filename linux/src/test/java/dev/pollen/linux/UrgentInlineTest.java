package dev.pollen.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.Loop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Urgent bytes that stand in the stream by the user's wish: {@code SO_OOBINLINE} of socket(7). */
final class UrgentInlineTest {
  private static final class Inline extends ConnectionDispatcher {
    private final List<String> failures = new ArrayList<>();
    private final List<Byte> urgent = new ArrayList<>();
    private final StringBuilder received = new StringBuilder();

    @Override
    protected boolean wantsUrgent() {
      return true;
    }

    @Override
    protected void handleAccept() throws IOException {
      connection().setOption(LinuxSocketOptions.SO_OOBINLINE, true);
      assertThat(connection().option(LinuxSocketOptions.SO_OOBINLINE)).isTrue();
    }

    @Override
    protected void handleUrgent(byte value) {
      urgent.add(value);
    }

    @Override
    protected void handleRead() {
      ByteBuffer data = recv();
      received.append(StandardCharsets.US_ASCII.decode(data));
    }

    @Override
    protected void handleError(Throwable cause) {
      failures.add(cause.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void areReadLikeAllOthers(String transport) throws Exception {
    try (Loop loop = Loop.open(transport, Limits.DEFAULT)) {
      Inline handler = new Inline();
      Listener listener =
          loop.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), () -> handler);
      try (Socket peer = connect(listener)) {
        // Accepted, so that the option is set before anything arrives.
        while (loop.channels().size() < 2) {
          loop.poll(Duration.ofSeconds(10));
        }
        peer.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
        peer.sendUrgentData('!');
        peer.getOutputStream().write("def".getBytes(StandardCharsets.US_ASCII));
        while (handler.received.length() < 7) {
          loop.poll(Duration.ofSeconds(10));
        }

        assertThat(handler.received).hasToString("abc!def");
        assertThat(handler.urgent).isEmpty();
        assertThat(handler.failures).isEmpty();
        assertThat(loop.poll(Duration.ofMillis(20))).as("sockets ready").isZero();
      }
    }
  }

  private static Socket connect(Listener listener) throws IOException {
    InetSocketAddress address = (InetSocketAddress) listener.localAddress();
    return new Socket(address.getAddress(), address.getPort());
  }
}
