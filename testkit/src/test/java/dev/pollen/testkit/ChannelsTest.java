package dev.pollen.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.transport.Descriptor;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The JDK's channels on a simulated network, beside what the behaviour suite asks of them. */
final class ChannelsTest {
  private final SimulatedNetwork network = SimulatedNetwork.ideal();
  private final SelectorProvider channels = network.channels();

  private static final class Echo extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      send(recv());
    }
  }

  @AfterEach
  void close() {
    network.close();
    assertThat(network.openSockets()).isZero();
  }

  private ServerSocketChannel server() throws IOException {
    return channels
        .openServerSocketChannel()
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  private SocketChannel connected(SocketAddress address) throws IOException {
    SocketChannel channel = channels.openSocketChannel();
    channel.connect(address);
    return channel;
  }

  @Test
  void aProgramTalksToALoopThatIsDriven() throws IOException {
    SocketAddress address =
        network.loop().listen(new InetSocketAddress("localhost", 7), Echo::new).localAddress();
    try (SocketChannel channel = connected(address)) {
      channel.write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)));
      network.settle();
      ByteBuffer buffer = ByteBuffer.allocate(10);
      channel.read(buffer);
      assertThat(StandardCharsets.UTF_8.decode(buffer.flip()).toString()).isEqualTo("hello");
    }
  }

  @Test
  void aLoopTakesAChannelOverAndClosesIt() throws IOException {
    try (ServerSocketChannel server = server()) {
      SocketChannel channel = connected(server.getLocalAddress());
      network.loop().connect(channel, new Echo());
      network.settle();
      assertThat(network.openSockets()).isOne();
      assertThat(channel.isBlocking()).isFalse();
      network.loop().closeAll();
      assertThat(channel.isOpen()).isFalse();
    }
  }

  @Test
  void aLoopServesAChannelOnce() throws IOException {
    try (ServerSocketChannel server = server()) {
      SocketChannel channel = connected(server.getLocalAddress());
      network.loop().connect(channel, new Echo());
      assertThatIllegalStateException()
          .isThrownBy(() -> network.loop().connect(channel, new Echo()))
          .withMessageContaining("serves the channel already");
    }
  }

  @Test
  void aChannelOfAnotherNetworkStaysTheCallers() throws IOException {
    try (SimulatedNetwork elsewhere = SimulatedNetwork.ideal()) {
      Pipe pipe = elsewhere.channels().openPipe();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> network.loop().connect(pipe.source(), new Echo()))
          .withMessageContaining("Not a channel of this network");
      assertThat(pipe.source().isOpen()).isTrue();
    }
  }

  @Test
  void aCallThatNothingCouldEndFails() throws IOException {
    try (ServerSocketChannel server = server();
        SocketChannel channel = connected(server.getLocalAddress())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> channel.read(ByteBuffer.allocate(1)))
          .withMessageContaining("Nothing is under way");
    }
  }

  @Test
  void anAttemptToConnectThatIsNeverAnsweredIsGivenUp() {
    try (SimulatedNetwork hanging = SimulatedNetwork.of(1, Faults.none().with(Fault.HANG, 1000))) {
      SelectorProvider there = hanging.channels();
      assertThatThrownBy(
              () -> there.openSocketChannel().connect(new InetSocketAddress("localhost", 7)))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void timePassesWhileAFullQueueIsAskedAgain() throws IOException {
    try (ServerSocketChannel server = channels.openServerSocketChannel()) {
      SocketAddress address =
          server.bind(new InetSocketAddress("localhost", 0), 1).getLocalAddress();
      connected(address);
      connected(address);
      assertThatThrownBy(() -> connected(address)).isInstanceOf(ConnectException.class);
    }
    assertThat(network.elapsed()).isEqualTo(Duration.ofSeconds(127));
  }

  @Test
  void thereAreNoSelectors() {
    assertThatThrownBy(channels::openSelector).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aSimulatedNetworkHasNoDescriptorsToTakeOver() {
    assertThatThrownBy(() -> network.loop().connect(Descriptor.of(7), new Echo()))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("descriptor 7");
    assertThat(network.loop().channels()).isEmpty();
  }
}
