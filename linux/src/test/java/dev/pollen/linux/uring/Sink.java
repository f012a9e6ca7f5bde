package dev.pollen.linux.uring;

import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.StreamSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes what a socket receives, a piece at a time. */
final class Sink implements ReadinessListener {
  private final StreamSocket socket;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  boolean hasEnded;
  @Nullable IOException failure;

  Sink(StreamSocket socket) {
    this.socket = socket;
  }

  @Override
  public void ready(int readiness) {
    take();
  }

  /** Takes a piece; says whether there was one. */
  boolean take() {
    try {
      ByteBuffer data = socket.receive();
      if (data == null) {
        return false;
      }
      if (StreamSocket.isEnd(data)) {
        hasEnded = true;
      }
      byte[] copy = new byte[data.remaining()];
      data.get(copy);
      bytes.writeBytes(copy);
      return copy.length > 0;
    } catch (IOException e) {
      failure = e;
      return false;
    }
  }

  int size() {
    return bytes.size();
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
