package dev.pollen.transport.nio;

import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** The end of a pipe that is read from. */
final class NioPipeSource extends NioPipeEnd {
  private final Pipe.SourceChannel source;

  NioPipeSource(NioTransport transport, Pipe.SourceChannel source) {
    super(transport, source);
    this.source = source;
  }

  @Override
  int operations(int interest) {
    return (interest & Readiness.READ) != 0 ? SelectionKey.OP_READ : 0;
  }

  @Override
  int readiness(int operations) {
    return Readiness.READ;
  }

  @Override
  public boolean canSend() {
    return false;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    int received = source.read(transport.receiveBuffer());
    if (received > 0) {
      return transport.lend();
    }
    return received < 0 ? END : null;
  }
}
