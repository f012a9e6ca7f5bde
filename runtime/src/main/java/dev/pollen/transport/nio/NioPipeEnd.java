package dev.pollen.transport.nio;

import dev.pollen.transport.PipeAddress;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;

/** One end of a pipe: a stream that is connected from the beginning, in one direction. */
abstract class NioPipeEnd extends NioSocket implements StreamSocket {

  NioPipeEnd(NioTransport transport, SelectableChannel channel) {
    super(transport, channel);
  }

  @Override
  public final void bind(SocketAddress local) {
    throw new UnsupportedOperationException("A pipe has no address");
  }

  @Override
  public final boolean connect(SocketAddress remote) {
    throw new UnsupportedOperationException("A pipe has no address");
  }

  @Override
  public final boolean finishConnect() {
    return true;
  }

  @Override
  public final SocketAddress remoteAddress() {
    return PipeAddress.OTHER_END;
  }

  @Override
  public final SocketAddress localAddress() {
    return PipeAddress.THIS_END;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    throw new UnsupportedOperationException("This end of the pipe is written to");
  }

  @Override
  public final int receiveUrgent() {
    throw new UnsupportedOperationException("A pipe has no urgent data");
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    throw new UnsupportedOperationException("This end of the pipe is read from");
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    throw new UnsupportedOperationException("This end of the pipe is read from");
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public final void abort() {
    close();
  }
}
