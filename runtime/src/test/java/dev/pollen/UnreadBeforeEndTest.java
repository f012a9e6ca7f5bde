package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the stream does not overtake bytes that were left unread. */
@Timeout(10)
final class UnreadBeforeEndTest {

  /** Takes one byte at a time, as a server does that answers one request after the other. */
  private static final class OneByOne extends ConnectionDispatcher {
    private final StringBuilder heard;

    OneByOne(StringBuilder heard) {
      this.heard = heard;
    }

    @Override
    protected void handleRead() {
      ByteBuffer input = recv();
      heard.append((char) input.get());
      connection().pauseReading();
      connection().schedule(Duration.ofMillis(1), connection()::resumeReading);
    }

    @Override
    protected void handleEof() {
      heard.append('.');
      connection().loop().stop();
    }
  }

  @Test
  void deliversEveryByteBeforeTheEnd() throws IOException {
    StringBuilder heard = new StringBuilder();
    try (Loop loop = Loop.open()) {
      InetSocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      Listener listener = loop.listen(anywhere, () -> new OneByOne(heard));
      InetSocketAddress address = (InetSocketAddress) listener.localAddress();
      try (Socket peer = new Socket(address.getAddress(), address.getPort())) {
        peer.getOutputStream().write("pollen".getBytes(StandardCharsets.US_ASCII));
        peer.shutdownOutput();
        loop.run();
      }
    }
    assertThat(heard).hasToString("pollen.");
  }
}
