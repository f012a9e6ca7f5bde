package dev.pollen;

import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.StreamSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A socket that takes as many of the offered bytes as the test says, and keeps them. */
final class StubSocket implements StreamSocket {
  final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  int calls;
  int largestGather;
  private final IntUnaryOperator howMuchOf;

  StubSocket(IntUnaryOperator howMuchOf) {
    this.howMuchOf = howMuchOf;
  }

  @Override
  public int receiveUrgent() {
    return -1;
  }

  @Override
  public int send(ByteBuffer data) throws IOException {
    calls++;
    return take(data, howMuchOf.applyAsInt(data.remaining()));
  }

  private int take(ByteBuffer data, int most) {
    byte[] bytes = new byte[Math.min(most, data.remaining())];
    data.get(bytes);
    taken.writeBytes(bytes);
    return bytes.length;
  }

  @Override
  public long send(ByteBuffer[] data, int count) throws IOException {
    calls++;
    largestGather = Math.max(largestGather, count);
    int offered = 0;
    for (int i = 0; i < count; i++) {
      offered += data[i].remaining();
    }
    int room = howMuchOf.applyAsInt(offered);
    long sent = 0;
    for (int i = 0; i < count && sent < room; i++) {
      sent += take(data[i], (int) (room - sent));
    }
    return sent;
  }

  @Override
  public <T> void setOption(SocketOption<T> option, T value) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T option(SocketOption<T> option) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void bind(SocketAddress local) {}

  @Override
  public boolean connect(SocketAddress remote) {
    return true;
  }

  @Override
  public boolean finishConnect() {
    return true;
  }

  @Override
  public SocketAddress remoteAddress() {
    return new InetSocketAddress(0);
  }

  @Override
  public SocketAddress localAddress() {
    return new InetSocketAddress(0);
  }

  @Override
  public @Nullable ByteBuffer receive() {
    return null;
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public void register(ReadinessListener listener, int interest) {}

  @Override
  public void interest(int interest) {}

  @Override
  public void abort() {}

  @Override
  public void close() {}
}
