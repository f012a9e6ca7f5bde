package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The other end of a connection, which knows nothing of Pollen. Waiting, it lets the loop run. */
final class Peer implements AutoCloseable {
  private static final int AT_A_TIME = 64 * 1024;

  private final Testbed bed;
  private final SocketChannel channel;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private boolean ended;
  private @Nullable IOException broken;

  Peer(Testbed bed, SocketChannel channel) {
    this.bed = bed;
    this.channel = channel;
    try {
      channel.configureBlocking(false);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  SocketChannel channel() {
    return channel;
  }

  SocketAddress localAddress() {
    try {
      return channel.getLocalAddress();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends all of it, and lets the loop run as often as that takes. */
  Peer send(String text) {
    ByteBuffer data = bytes(text);
    bed.until(
        () -> {
          try {
            channel.write(data);
            return !data.hasRemaining();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    return this;
  }

  /** Sends one byte at a time, and lets the loop see each by itself. */
  Peer sendByteByByte(String text) {
    for (int i = 0; i < text.length(); i++) {
      send(text.substring(i, i + 1));
      bed.loop().poll(Duration.ofMillis(1));
    }
    return this;
  }

  /** Has the system send each piece at once, by itself. */
  Peer withoutDelay() {
    if (bed.family() != Family.UNIX) {
      try {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return this;
  }

  /** Sends without letting the loop run; says whether the connection took all of it. */
  boolean sendNow(String text) {
    ByteBuffer data = bytes(text);
    try {
      channel.write(data);
    } catch (IOException e) {
      return false;
    }
    return !data.hasRemaining();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Takes what is there. */
  void take() {
    ByteBuffer buffer = ByteBuffer.allocate(AT_A_TIME);
    try {
      while (!ended && broken == null && channel.read(buffer.clear()) != 0) {
        ended = buffer.position() == 0;
        received.write(buffer.array(), 0, buffer.position());
      }
    } catch (IOException e) {
      broken = e;
    }
  }

  String received() {
    return received.toString(StandardCharsets.ISO_8859_1);
  }

  Peer awaitReceived(String text) {
    bed.until(
        () -> {
          take();
          return received.size() >= text.length() || ended || broken != null;
        });
    assertThat(received()).isEqualTo(text);
    return this;
  }

  /** Waits for the end of the stream, which must be a clean one. */
  Peer awaitEnd() {
    awaitGone();
    assertThat(broken).as("a clean end").isNull();
    return this;
  }

  /** Waits until the connection is broken, after which not even the end can be read. */
  Peer awaitReset() {
    awaitGone();
    assertThat(broken).as("a broken connection").isNotNull();
    return this;
  }

  Peer awaitGone() {
    bed.until(
        () -> {
          take();
          return ended || broken != null;
        });
    return this;
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

  /** Has the system send a reset; on TCP only. */
  void reset() {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    close();
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
