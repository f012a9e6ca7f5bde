package dev.pollen.testkit.conformance;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Somebody at a channel of the JDK, who notes what its calls answer. */
final class Outsider implements AutoCloseable {
  private static final int AT_A_TIME = 64 * 1024;

  private final Stage stage;
  private final Trace trace;
  private final SocketChannel channel;
  private boolean over;

  Outsider(Stage stage, Trace trace, SocketChannel channel) throws IOException {
    this.stage = stage;
    this.trace = trace;
    this.channel = channel;
    channel.configureBlocking(false);
  }

  SocketChannel channel() {
    return channel;
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Writes all of it, which must find room. */
  Outsider write(String text) throws IOException {
    ByteBuffer data = bytes(text);
    channel.write(data);
    if (data.hasRemaining()) {
      throw new AssertionError("No room for " + text.length() + " bytes");
    }
    return this;
  }

  /** Writes as often as it takes until that fails. */
  Outsider writeUntilItFails() {
    stage.until(() -> fails("write", () -> channel.write(bytes("x".repeat(1000)))));
    return this;
  }

  /** Writes until there is no room, without letting the loop run, and says how much that was. */
  int fill() throws IOException {
    int all = 0;
    int count = channel.write(bytes("x".repeat(AT_A_TIME)));
    while (count > 0) {
      all += count;
      count = channel.write(bytes("x".repeat(AT_A_TIME)));
    }
    return all;
  }

  /** Writes once, and notes how that ends. */
  Outsider tryToWrite() {
    fails("write", () -> trace.note("write answers " + channel.write(bytes("x"))));
    return this;
  }

  /** Reads once, and notes how that ends. */
  Outsider tryToRead() {
    fails("read", () -> trace.note("read answers " + channel.read(ByteBuffer.allocate(AT_A_TIME))));
    return this;
  }

  private interface Call {
    void run() throws IOException;
  }

  private boolean fails(String name, Call call) {
    try {
      call.run();
      return false;
    } catch (IOException e) {
      trace.note(name + " fails", e);
      return true;
    }
  }

  /** Reads until it has got so much. */
  Outsider awaitBytes(int count) {
    stage.until(
        () -> {
          take();
          return over || trace.readCount() >= count;
        });
    return this;
  }

  /** Reads until there is no more, and notes how that ends. */
  Outsider awaitOver() {
    stage.until(
        () -> {
          take();
          return over;
        });
    return this;
  }

  private void take() {
    ByteBuffer buffer = ByteBuffer.allocate(AT_A_TIME);
    try {
      int count = over ? 0 : channel.read(buffer);
      if (count > 0) {
        trace.noteRead(buffer.flip());
      } else if (count < 0) {
        over = true;
        trace.note("end");
      }
    } catch (IOException e) {
      over = true;
      trace.note("read fails", e);
    }
  }

  Outsider finish() throws IOException {
    channel.shutdownOutput();
    return this;
  }

  /** Has TCP send a reset; a Unix socket does not care. */
  void reset() throws IOException {
    if (stage.family().isTcp()) {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    }
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
