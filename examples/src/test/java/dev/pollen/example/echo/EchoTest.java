package dev.pollen.example.echo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Limits;
import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class EchoTest {

  private static RunningServer serve() throws IOException {
    return RunningServer.of(new EchoServerDispatcher(new EchoServer()), Limits.DEFAULT);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  @Test
  void returnsTwentyMegabytes() throws IOException {
    byte[] data = random(20_000_000);
    try (RunningServer server = serve();
        Client client = server.connect()) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.send(data).finishSending();
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
      assertThat(Arrays.equals(client.rest(), data)).isTrue();
      sending.join();
    }
  }

  @Test
  void doesNotReadFromAPeerThatDoesNot() throws IOException {
    ByteBuffer data = ByteBuffer.wrap(random(64 << 20));
    try (RunningServer server = serve();
        SocketChannel peer = SocketChannel.open(server.address())) {
      sendWhatFits(peer, data);
      assertThat(data.remaining()).isPositive();

      byte[] sent = Arrays.copyOf(data.array(), data.position());
      peer.shutdownOutput();
      ByteBuffer echo = ByteBuffer.allocate(sent.length);
      while (peer.read(echo) > 0) {
        // Reads on.
      }
      assertThat(Arrays.equals(echo.array(), sent)).isTrue();
    }
  }

  /** Sends until nothing more is taken: both directions are full, and nobody is working. */
  private static void sendWhatFits(SocketChannel peer, ByteBuffer data) throws IOException {
    peer.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      peer.register(selector, SelectionKey.OP_WRITE);
      while (selector.select(500) > 0 && data.hasRemaining()) {
        selector.selectedKeys().clear();
        peer.write(data);
      }
    }
    peer.configureBlocking(true);
  }
}
