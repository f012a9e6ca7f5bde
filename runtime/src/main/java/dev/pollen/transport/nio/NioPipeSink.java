package dev.pollen.transport.nio;

import dev.pollen.transport.Readiness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;

/** The end of a pipe that is written to. */
final class NioPipeSink extends NioPipeEnd {
  private final Pipe.SinkChannel sink;

  NioPipeSink(NioTransport transport, Pipe.SinkChannel sink) {
    super(transport, sink);
    this.sink = sink;
  }

  @Override
  int operations(int interest) {
    return (interest & Readiness.WRITE) != 0 ? SelectionKey.OP_WRITE : 0;
  }

  @Override
  int readiness(int operations) {
    return Readiness.WRITE;
  }

  @Override
  public boolean canReceive() {
    return false;
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    return sink.write(data);
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    return sink.write(data, 0, count);
  }

  /** A pipe has one direction, so its end is the end of the whole. */
  @Override
  public void shutdownOutput() {
    close();
  }
}
