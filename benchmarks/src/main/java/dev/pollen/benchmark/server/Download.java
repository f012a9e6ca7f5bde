package dev.pollen.benchmark.server;

import dev.pollen.Connection;
import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Sends as many bytes as it is asked for, all at once: what the peer does not take is queued. */
public final class Download {
  private final ByteBuffer content;

  Download(ByteBuffer content) {
    this.content = content;
  }

  @OnRead
  @Exactly(Long.BYTES)
  void send(Connection peer, ByteBuffer request) {
    int size = (int) request.order(ByteOrder.BIG_ENDIAN).getLong(request.position());
    peer.send(content.slice(0, size));
  }
}
