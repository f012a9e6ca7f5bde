package dev.pollen;

import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.ReadinessListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The socket for datagrams of {@link ScriptedTransport}: has room when the test says so. */
final class ScriptedDatagrams implements DatagramSocket {
  static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

  final List<String> taken = new ArrayList<>();
  final List<@Nullable SocketAddress> receivers = new ArrayList<>();
  final Queue<ScriptedTransport.ScriptedSocket.Reception> receptions = new ArrayDeque<>();
  final List<Integer> interests = new ArrayList<>();

  /** How many datagrams it takes until its buffer is full. */
  int room = Integer.MAX_VALUE;

  /** What is larger is refused. */
  int largest = 1000;

  /** What registering, binding and connecting throw, if anything. */
  @Nullable IOException failure;

  SocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7);
  int sendCalls;
  int receiveCalls;
  boolean isClosed;
  @Nullable ReadinessListener listener;
  private @Nullable SocketAddress remote;

  void receives(String text) {
    receptions.add(() -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void bind(SocketAddress local) throws IOException {
    failIfToldSo();
  }

  @Override
  public void connect(SocketAddress newRemote) throws IOException {
    failIfToldSo();
    remote = newRemote;
  }

  private void failIfToldSo() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public @Nullable SocketAddress remoteAddress() {
    return remote;
  }

  @Override
  public @Nullable ByteBuffer receive() throws IOException {
    receiveCalls++;
    ScriptedTransport.ScriptedSocket.Reception next = receptions.poll();
    return next == null ? null : next.receive();
  }

  @Override
  public SocketAddress sender() {
    return PEER;
  }

  @Override
  public boolean send(ByteBuffer data, @Nullable SocketAddress to) throws IOException {
    sendCalls++;
    if (data.remaining() > largest) {
      throw new IOException("Message too long");
    }
    if (room == 0) {
      return false;
    }
    room--;
    taken.add(StandardCharsets.UTF_8.decode(data).toString());
    receivers.add(to);
    return true;
  }

  @Override
  public void register(ReadinessListener newListener, int interest) throws IOException {
    failIfToldSo();
    listener = newListener;
  }

  @Override
  public void interest(int interest) {
    interests.add(interest);
  }

  @Override
  public SocketAddress localAddress() {
    return local;
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
  public void close() {
    isClosed = true;
  }
}
