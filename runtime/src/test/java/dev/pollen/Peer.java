package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The other side of a connection: a plain channel that knows nothing of Pollen. It never blocks; to
 * wait, it lets the loop of the test run.
 */
final class Peer implements AutoCloseable {
  private final Net net;
  final SocketChannel channel;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private boolean ended;
  private @Nullable IOException broken;

  Peer(Net net, SocketChannel channel) throws IOException {
    this.net = net;
    this.channel = channel;
    channel.configureBlocking(false);
  }

  /** Sends all of it. */
  Peer send(String text) {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  Peer send(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    net.until(() -> write(data) && !data.hasRemaining());
    return this;
  }

  private boolean write(ByteBuffer data) {
    try {
      channel.write(data);
      return true;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends as much as goes without waiting; says whether the connection took it. */
  boolean trySend(String text) {
    try {
      return channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1))) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Takes at most so much of what is there. */
  int take(int most) {
    if (ended || broken != null) {
      return 0;
    }
    ByteBuffer buffer = net.scratch();
    buffer.clear().limit(Math.min(most, buffer.capacity()));
    try {
      int count = channel.read(buffer);
      ended = count < 0;
      byte[] bytes = new byte[buffer.flip().remaining()];
      buffer.get(bytes);
      received.writeBytes(bytes);
      return Math.max(count, 0);
    } catch (IOException e) {
      broken = e;
      return 0;
    }
  }

  Peer awaitReceived(String text) {
    net.until(
        () -> {
          take(Integer.MAX_VALUE);
          return received.size() >= text.length() || ended || broken != null;
        });
    assertThat(received()).isEqualTo(text);
    return this;
  }

  /** Waits for the end of the stream, which must not be a reset. */
  Peer awaitEnd() {
    net.until(this::hasEnded);
    assertThat(broken).as("a clean end").isNull();
    return this;
  }

  /** Waits for a reset of the connection. */
  Peer awaitReset() {
    net.until(this::hasEnded);
    assertThat(broken).as("a reset").isNotNull();
    return this;
  }

  /** Waits until the connection is gone, cleanly or not. */
  Peer awaitGone() {
    net.until(this::hasEnded);
    return this;
  }

  boolean hasEnded() {
    take(Integer.MAX_VALUE);
    return ended || broken != null;
  }

  String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  byte[] receivedBytes() {
    return received.toByteArray();
  }

  /** Forgets what was received so far. */
  void forget() {
    received.reset();
  }

  int receivedCount() {
    return received.size();
  }

  /** Ends this side of the stream. */
  Peer finish() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** Breaks the connection; only on TCP. */
  void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      channel.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
