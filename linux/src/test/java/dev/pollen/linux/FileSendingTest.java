package dev.pollen.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.transport.ChannelFile;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportFile;
import dev.pollen.transport.TransportProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files the kernel sends by itself, and what is answered for the others. */
@Timeout(60)
final class FileSendingTest {
  private static final int SIZE = 50_000;

  @TempDir Path directory;

  /** A connection of a transport to a peer that is not one of its own. */
  private record Link(Transport transport, StreamSocket socket, SocketChannel peer)
      implements AutoCloseable {

    static Link open(String name) throws IOException {
      Transport transport =
          ServiceLoader.load(TransportProvider.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(provider -> provider.name().equals(name))
              .findFirst()
              .orElseThrow()
              .open();
      ListeningSocket listener = transport.openListener(StandardProtocolFamily.INET);
      listener.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      listener.register(readiness -> {}, Readiness.READ);
      SocketChannel peer = SocketChannel.open(listener.localAddress());
      StreamSocket accepted = listener.accept();
      while (accepted == null) {
        transport.await(-1);
        accepted = listener.accept();
      }
      listener.close();
      accepted.register(readiness -> {}, Readiness.READ);
      return new Link(transport, accepted, peer);
    }

    @Override
    public void close() throws IOException {
      peer.close();
      socket.close();
      transport.close();
    }
  }

  private Path file(String name) throws IOException {
    return Files.writeString(directory.resolve(name), "0123456789".repeat(SIZE / 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void theKernelSendsBehindWhatWasSentBefore(String transport) throws IOException {
    try (Link link = Link.open(transport);
        TransportFile file = link.transport.openFile(file("file"))) {
      assertThat(file.size()).isEqualTo(SIZE);
      link.socket.send(ByteBuffer.wrap(new byte[] {'a', 'b'}));
      assertThat(link.socket.send(file, 5, 20_000)).isEqualTo(20_000);
      ByteBuffer received = ByteBuffer.allocate(20_002);
      while (received.hasRemaining()) {
        link.peer.read(received);
      }
      assertThat(new String(received.array(), StandardCharsets.US_ASCII))
          .isEqualTo("ab" + "5678901234".repeat(2000));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void aSocketWithoutRoomTakesNothing(String transport) throws IOException {
    try (Link link = Link.open(transport);
        TransportFile file = link.transport.openFile(file("file"))) {
      long sent = SIZE;
      while (sent > 0) {
        sent = link.socket.send(file, 0, SIZE);
      }
      assertThat(sent).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void whatTheKernelCannotSendIsToBeRead(String transport) throws IOException {
    try (Link link = Link.open(transport)) {
      TransportFile file = link.transport.openFile(file("file"));
      assertThat(link.socket.send(file, SIZE, 1)).isEqualTo(StreamSocket.READ_INSTEAD);
      assertThat(file.read(ByteBuffer.allocateDirect(10), SIZE)).isEqualTo(-1);
      assertThat(file.read(ByteBuffer.allocate(10), SIZE)).isEqualTo(-1);
      file.close();
      assertThat(link.socket.send(file, 0, 1)).isEqualTo(StreamSocket.READ_INSTEAD);
      assertThatThrownBy(() -> file.read(ByteBuffer.allocate(10), 0))
          .isInstanceOf(IOException.class);
      // The kernel opens it, but reads no directories.
      try (TransportFile none = link.transport.openFile(directory)) {
        assertThat(link.socket.send(none, 0, 1)).isEqualTo(StreamSocket.READ_INSTEAD);
        assertThatThrownBy(() -> none.read(ByteBuffer.allocate(10), 0))
            .isInstanceOf(IOException.class)
            .hasMessageStartingWith(directory.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void filesOfOtherFileSystemsAreRead(String transport) throws IOException {
    try (Link link = Link.open(transport);
        FileSystem archive =
            FileSystems.newFileSystem(directory.resolve("archive.zip"), Map.of("create", "true"))) {
      Path packed = Files.writeString(archive.getPath("packed"), "inside");
      try (TransportFile file = link.transport.openFile(packed)) {
        assertThat(file).isInstanceOf(ChannelFile.class);
        assertThat(file.size()).isEqualTo(6);
        assertThat(link.socket.send(file, 0, 6)).isEqualTo(StreamSocket.READ_INSTEAD);
        assertThat(file.read(ByteBuffer.allocate(10), 2)).isEqualTo(4);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void aConnectionThatIsBrokenIsNoMatterOfTheFile(String transport) throws IOException {
    try (Link link = Link.open(transport);
        TransportFile file = link.transport.openFile(file("file"))) {
      link.socket.shutdownOutput();
      assertThatThrownBy(() -> link.socket.send(file, 0, 1)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "poll", "io_uring"})
  void aFileOutlivesItsTransport(String transport) throws IOException {
    TransportFile file;
    try (Link link = Link.open(transport)) {
      file = link.transport.openFile(file("file"));
    }
    file.close();
    file.close();
  }
}
