package dev.pollen.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.Loop;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EchoTest {
  private static final class Echo extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void answers(String transport) throws Exception {
    try (Loop loop = Loop.open(transport, Limits.DEFAULT)) {
      Listener listener = loop.listen(new InetSocketAddress(0), Echo::new);
      try (SocketChannel peer = SocketChannel.open(listener.localAddress())) {
        peer.configureBlocking(false);
        peer.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
        ByteBuffer answer = ByteBuffer.allocate(5);
        while (answer.hasRemaining()) {
          loop.poll(Duration.ofMillis(10));
          peer.read(answer);
        }
        assertThat(new String(answer.array(), StandardCharsets.US_ASCII)).isEqualTo("hello");
      }
    }
  }
}
