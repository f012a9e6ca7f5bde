package dev.pollen.testkit.transport;

import dev.pollen.testkit.kernel.Options;
import dev.pollen.testkit.kernel.Site;
import dev.pollen.testkit.kernel.StreamEnd;
import dev.pollen.transport.PipeAddress;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One end of a simulated pipe: a stream that is connected from the beginning, in one direction. */
final class SimulatedPipeEnd extends SimulatedSocket implements StreamSocket {
  private final StreamEnd end;
  private final boolean isSource;

  SimulatedPipeEnd(SimulatedTransport transport, StreamEnd end, boolean isSource) {
    super(transport);
    this.end = end;
    this.isSource = isSource;
  }

  @Override
  int readiness() {
    if (isSource) {
      return end.canReceive() ? Readiness.READ : Readiness.NONE;
    }
    return end.canSend() ? Readiness.WRITE : Readiness.NONE;
  }

  @Override
  Site site() {
    return end.site();
  }

  @Override
  Options options() {
    throw new UnsupportedOperationException("A pipe has no options");
  }

  @Override
  boolean isClosed() {
    return end.isClosed();
  }

  @Override
  void closeEnd() {
    end.close();
  }

  @Override
  public boolean canReceive() {
    return isSource;
  }

  @Override
  public boolean canSend() {
    return !isSource;
  }

  @Override
  public void bind(SocketAddress local) {
    throw new UnsupportedOperationException("A pipe has no address");
  }

  @Override
  public boolean connect(SocketAddress remote) {
    throw new UnsupportedOperationException("A pipe has no address");
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  @Override
  public SocketAddress remoteAddress() {
    return PipeAddress.OTHER_END;
  }

  @Override
  public SocketAddress localAddress() {
    return PipeAddress.THIS_END;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    return transport.lending().receive(end);
  }

  @Override
  public int receiveUrgent() {
    throw new UnsupportedOperationException("A pipe has no urgent data");
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    return end.send(data);
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    return end.send(data, count);
  }

  /** A pipe has one direction, so its end is the end of the whole. */
  @Override
  public void shutdownOutput() {
    close();
  }

  @Override
  public void abort() {
    close();
  }
}
