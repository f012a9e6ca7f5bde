package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a connection asks of its socket to send a file. */
@Timeout(60)
final class FileSendingTest {
  private static final int MEGABYTE = 1024 * 1024;

  @RegisterExtension final Net net = new Net();
  @TempDir Path directory;

  private @Nullable CountingTransport counted;

  @BeforeEach
  void count() {
    net.wrap(transport -> counted = new CountingTransport(transport));
  }

  private CountingTransport counted() {
    assert counted != null;
    return counted;
  }

  private FileProducer file(byte[] content) throws IOException {
    Path path = Files.write(directory.resolve("file"), content);
    return FileProducer.open(net.loop(), path);
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  @EveryFamily
  void onlyTheBytesAroundItPassThroughThisProcess(Family family) throws IOException {
    byte[] content = bytes(10_000);
    Recorder recorder = net.recorder();
    Peer peer = net.accept(family, recorder);
    recorder.connection().send("head");
    recorder.connection().send(file(content));
    recorder.connection().send("tail");
    peer.awaitReceived("head" + new String(content, ISO_8859_1) + "tail");

    assertThat(counted().sockets.get(0).sends).isEqualTo(2);
    assertThat(counted().sockets.get(0).fileSends).isEqualTo(1);
  }

  /** As a peer would that takes everything at once. */
  @Test
  void whateverThePeerTakesOthersHaveTheirTurn() throws IOException {
    Path path = directory.resolve("large");
    try (RandomAccessFile large = new RandomAccessFile(path.toFile(), "rw")) {
      large.setLength(1000L * MEGABYTE);
    }
    Recorder recorder = net.recorder();
    Recorder other = net.recorder();
    net.accept(Family.IPV4, recorder);
    Peer peer = net.accept(Family.IPV4, other);
    long[] taken = new long[1];
    counted().fileSending =
        (socket, file, position, count) -> {
          taken[0] += count;
          return count;
        };
    recorder.connection().send(FileProducer.open(net.loop(), path));
    net.loop().poll(Duration.ZERO);
    assertThat(taken[0])
        .as("so much in each of a few flushes")
        .isBetween(OutputQueue.MAX_FLUSH_BYTES, 4 * OutputQueue.MAX_FLUSH_BYTES);
    peer.send("hello");
    net.until(() -> other.received().equals("hello"));
    assertThat(taken[0]).isLessThan(1000L * MEGABYTE);
    recorder.connection().abort();
  }

  @Test
  void whatASocketDoesNotTakeIsReadAndSentFromThereOn() throws IOException {
    byte[] content = bytes(3 * MEGABYTE);
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    counted().fileSending =
        (socket, file, position, count) ->
            position > 0 ? StreamSocket.READ_INSTEAD : socket.send(file, position, 100_000);
    recorder.connection().send(file(content));
    recorder.connection().send("tail");
    peer.awaitReceived(new String(content, ISO_8859_1) + "tail");

    assertThat(counted().sockets.get(0).fileSends).as("not tried for each piece").isEqualTo(2);
  }

  /** The JDK closes a file that is used by such a thread. */
  @Test
  void onAnInterruptedThreadTheFileFailsAndNotTheConnection() throws IOException {
    Recorder recorder = net.recorder();
    Peer peer = net.accept(Family.IPV4, recorder);
    recorder.connection().send("head");
    recorder.connection().send(file(bytes(10_000)));
    Thread.currentThread().interrupt();
    net.loop().poll(Duration.ZERO);
    assertThat(Thread.interrupted()).isTrue();
    peer.awaitReceived("head").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.reason().kind()).isEqualTo(Kind.HANDLER_FAILED);
    assertThat(recorder.reason().cause()).isInstanceOf(ClosedChannelException.class);
  }
}
