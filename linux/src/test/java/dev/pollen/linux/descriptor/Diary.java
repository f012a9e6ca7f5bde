package dev.pollen.linux.descriptor;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Notes what it is told, and keeps what it receives. */
final class Diary extends ConnectionDispatcher {
  private final List<String> events = new ArrayList<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private @Nullable CloseReason reason;

  @Override
  protected void handleConnect() {
    events.add("connect");
  }

  @Override
  protected void handleRead() {
    ByteBuffer data = recv();
    events.add("read");
    while (data.hasRemaining()) {
      received.write(data.get());
    }
  }

  @Override
  protected void handleWrite() {
    events.add("write");
  }

  @Override
  protected void handleError(Throwable cause) {
    events.add("error:" + cause);
  }

  @Override
  protected void handleClose(CloseReason why) {
    events.add("close:" + why.kind());
    reason = why;
  }

  List<String> events() {
    return events;
  }

  /** What was received, as text. */
  String received() {
    return received.toString(StandardCharsets.US_ASCII);
  }

  byte[] receivedBytes() {
    return received.toByteArray();
  }

  boolean isOpen() {
    return events.contains("connect");
  }

  boolean isClosed() {
    return reason != null;
  }

  CloseReason reason() {
    if (reason == null) {
      throw new AssertionError("Not closed: " + events);
    }
    return reason;
  }
}
