package dev.pollen;

import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A transport without a system behind it, of which a test says what happens: for what the JDK's
 * sockets never do, such as urgent data, or failures that are not the network's.
 */
final class ScriptedTransport implements Transport {
  final ScriptedSocket socket = new ScriptedSocket();
  final ScriptedDatagrams datagrams = new ScriptedDatagrams();
  private final Queue<Integer> readiness = new ArrayDeque<>();

  /** In one of the next waits, its only socket is ready for this. */
  void ready(int newReadiness) {
    readiness.add(newReadiness);
  }

  /** Its only socket, connected from the beginning. */
  static final class ScriptedSocket implements StreamSocket {
    final Queue<Reception> receptions = new ArrayDeque<>();
    int urgentByte = -1;
    boolean isClosed;
    int interest;

    /** How many more bytes it takes. */
    int room = Integer.MAX_VALUE;

    private @Nullable ReadinessListener listener;

    /** What one call of receive does. */
    interface Reception {
      @Nullable ByteBuffer receive() throws IOException;
    }

    void receives(String text) {
      receptions.add(() -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      receptions.add(() -> null);
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
      return InetSocketAddress.createUnresolved("scripted", 1);
    }

    @Override
    public @Nullable ByteBuffer receive() throws IOException {
      Reception next = receptions.poll();
      return next == null ? null : next.receive();
    }

    @Override
    public int receiveUrgent() {
      return urgentByte;
    }

    @Override
    public int send(ByteBuffer data) {
      int taken = Math.min(data.remaining(), room);
      data.position(data.position() + taken);
      room -= taken;
      return taken;
    }

    @Override
    public long send(ByteBuffer[] data, int count) {
      long taken = 0;
      for (int i = 0; i < count; i++) {
        taken += send(data[i]);
      }
      return taken;
    }

    @Override
    public void shutdownOutput() {}

    @Override
    public void abort() {
      isClosed = true;
    }

    @Override
    public void register(ReadinessListener newListener, int newInterest) {
      listener = newListener;
      interest = newInterest;
    }

    @Override
    public void interest(int newInterest) {
      interest = newInterest;
    }

    @Override
    public SocketAddress localAddress() {
      return remoteAddress();
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  @Override
  public String name() {
    return "scripted";
  }

  @Override
  public boolean reportsUrgentData() {
    return true;
  }

  @Override
  public ListeningSocket openListener(ProtocolFamily family) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamSocket openStream(ProtocolFamily family) {
    return socket;
  }

  @Override
  public DatagramSocket openDatagrams(ProtocolFamily family) {
    return datagrams;
  }

  @Override
  public ListeningSocket adopt(ServerSocketChannel channel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamSocket adopt(SocketChannel channel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamSocket adopt(Pipe.SourceChannel source) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StreamSocket adopt(Pipe.SinkChannel sink) {
    throw new UnsupportedOperationException();
  }

  @Override
  public DatagramSocket adopt(DatagramChannel channel) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int await(long timeoutNanos) {
    Integer next = readiness.poll();
    ReadinessListener listener = socket.listener != null ? socket.listener : datagrams.listener;
    if (next == null || listener == null) {
      return 0;
    }
    listener.ready(next);
    return 1;
  }

  @Override
  public void wakeup() {}

  @Override
  public void releaseClosed() {}

  @Override
  public void close() {}
}
