package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The other side of datagrams: a plain channel that knows nothing of Pollen. It never blocks; to
 * wait, it lets the loop of the test run.
 */
final class DatagramPeer implements AutoCloseable {
  private final Net net;
  private final DatagramChannel channel;
  final List<String> received = new ArrayList<>();
  final List<SocketAddress> senders = new ArrayList<>();

  DatagramPeer(Net net, DatagramChannel channel) throws IOException {
    this.net = net;
    this.channel = channel;
    channel.configureBlocking(false);
  }

  SocketAddress address() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  DatagramPeer send(String text, Datagrams to) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
      assertThat(channel.send(ByteBuffer.wrap(bytes), to.localAddress())).isEqualTo(bytes.length);
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Takes what has arrived. */
  DatagramPeer take() {
    try {
      ByteBuffer scratch = net.scratch().clear();
      for (SocketAddress from = channel.receive(scratch);
          from != null;
          from = channel.receive(scratch.clear())) {
        senders.add(from);
        received.add(StandardCharsets.ISO_8859_1.decode(scratch.flip()).toString());
      }
      return this;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  DatagramPeer awaitReceived(int count) {
    net.until(() -> take().received.size() >= count);
    return this;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
