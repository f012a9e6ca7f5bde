package dev.pollen.linux.uring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a peer has sent before it was gone is received, although an answer to it has failed. */
final class FailedSendTest {

  /**
   * Answers, takes all there is each time, and says how much that was until there was a failure.
   */
  private static long receive(RingBed bed, StreamSocket socket) throws IOException {
    Sink sink = new Sink(socket);
    socket.register(readiness -> takeAll(sink), Readiness.READ);
    socket.send(ByteBuffer.allocate(10));
    bed.until(() -> sink.failure != null);
    return sink.size();
  }

  private static void takeAll(Sink sink) {
    boolean isMore = sink.take();
    while (isMore) {
      isMore = sink.take();
    }
  }

  @Test
  void whenThereAreFewBuffers() throws Exception {
    try (RingBed bed = new RingBed()) {
      StreamSocket socket;
      try (SocketChannel peer = bed.connect()) {
        socket = bed.accept();
        peer.write(ByteBuffer.allocate(50_000));
        peer.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
      assertThat(receive(bed, socket)).isEqualTo(50_000);
    }
  }

  /** More than is held at a time, so that the rest waits in the kernel. */
  @Test
  void whenThereWasMuch(@TempDir Path directory) throws Exception {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("socket"));
    try (RingBed bed = new RingBed(address, BufferCounts.DEFAULT, Patience.DEFAULT)) {
      StreamSocket socket;
      long sent = 0;
      try (SocketChannel peer = bed.connect()) {
        socket = bed.accept();
        peer.setOption(StandardSocketOptions.SO_SNDBUF, 1 << 20);
        peer.configureBlocking(false);
        for (int count = 1; count > 0; sent += count) {
          count = peer.write(ByteBuffer.allocate(32 * 1024));
        }
      }
      assertThat(sent).isGreaterThan(256 * 1024);
      assertThat(receive(bed, socket)).isEqualTo(sent);
    }
  }
}
