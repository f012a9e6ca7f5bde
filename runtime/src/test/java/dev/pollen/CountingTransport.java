package dev.pollen;

import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportFile;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A transport that counts what is asked of another one. */
final class CountingTransport extends DelegatingTransport {
  final List<CountingSocket> sockets = new ArrayList<>();
  final List<CountingDatagrams> datagrams = new ArrayList<>();
  final AtomicInteger wakeups = new AtomicInteger();
  int awaits;
  int accepts;
  int failedAccepts;
  Runnable onAwait = () -> {};

  /** What the clock tells instead of the real time. */
  @Nullable LongSupplier clock;

  /** Why no peer can be accepted. */
  @Nullable IOException acceptFailure;

  /** How sockets take bytes of files. */
  FileSending fileSending = StreamSocket::send;

  interface FileSending {
    long send(StreamSocket socket, TransportFile file, long position, long count)
        throws IOException;
  }

  CountingTransport(Transport transport) {
    super(transport);
  }

  /** The sockets of streams, counted. */
  final class CountingSocket implements StreamSocket {
    private final StreamSocket socket;
    final List<Integer> interests = new ArrayList<>();
    final List<Integer> interestPasses = new ArrayList<>();
    int sends;
    int fileSends;
    int receives;

    CountingSocket(StreamSocket socket) {
      this.socket = socket;
      sockets.add(this);
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
      socket.setOption(option, value);
    }

    @Override
    public <T> T option(SocketOption<T> option) throws IOException {
      return socket.option(option);
    }

    @Override
    public boolean canReceive() {
      return socket.canReceive();
    }

    @Override
    public boolean canSend() {
      return socket.canSend();
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
      socket.bind(local);
    }

    @Override
    public boolean connect(SocketAddress remote) throws IOException {
      return socket.connect(remote);
    }

    @Override
    public boolean finishConnect() throws IOException {
      return socket.finishConnect();
    }

    @Override
    public SocketAddress remoteAddress() {
      return socket.remoteAddress();
    }

    @Override
    public @Nullable ByteBuffer receive() throws IOException {
      receives++;
      return socket.receive();
    }

    @Override
    public int receiveUrgent() throws IOException {
      return socket.receiveUrgent();
    }

    @Override
    public int send(ByteBuffer data) throws IOException {
      sends++;
      return socket.send(data);
    }

    @Override
    public long send(ByteBuffer[] data, int count) throws IOException {
      sends++;
      return socket.send(data, count);
    }

    @Override
    public long send(TransportFile file, long position, long count) throws IOException {
      fileSends++;
      return fileSending.send(socket, file, position, count);
    }

    @Override
    public void shutdownOutput() throws IOException {
      socket.shutdownOutput();
    }

    @Override
    public void abort() {
      socket.abort();
    }

    @Override
    public void register(ReadinessListener listener, int interest) throws IOException {
      socket.register(listener, interest);
    }

    @Override
    public void interest(int interest) {
      interests.add(interest);
      interestPasses.add(awaits);
      socket.interest(interest);
    }

    @Override
    public SocketAddress localAddress() throws IOException {
      return socket.localAddress();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private final class CountingListener implements ListeningSocket {
    private final ListeningSocket socket;

    CountingListener(ListeningSocket socket) {
      this.socket = socket;
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
      socket.setOption(option, value);
    }

    @Override
    public <T> T option(SocketOption<T> option) throws IOException {
      return socket.option(option);
    }

    @Override
    public void listen(SocketAddress address, int backlog) throws IOException {
      socket.listen(address, backlog);
    }

    @Override
    public @Nullable StreamSocket accept() throws IOException {
      accepts++;
      try {
        if (acceptFailure != null) {
          throw acceptFailure;
        }
        StreamSocket accepted = socket.accept();
        return accepted == null ? null : new CountingSocket(accepted);
      } catch (IOException e) {
        failedAccepts++;
        throw e;
      }
    }

    @Override
    public void register(ReadinessListener listener, int interest) throws IOException {
      socket.register(listener, interest);
    }

    @Override
    public void interest(int interest) {
      socket.interest(interest);
    }

    @Override
    public SocketAddress localAddress() throws IOException {
      return socket.localAddress();
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  @Override
  public ListeningSocket openListener(ProtocolFamily family) throws IOException {
    return new CountingListener(super.openListener(family));
  }

  @Override
  public StreamSocket openStream(ProtocolFamily family) throws IOException {
    return new CountingSocket(super.openStream(family));
  }

  @Override
  public DatagramSocket openDatagrams(ProtocolFamily family) throws IOException {
    return counted(super.openDatagrams(family));
  }

  @Override
  public ListeningSocket adopt(ServerSocketChannel channel) throws IOException {
    return new CountingListener(super.adopt(channel));
  }

  @Override
  public StreamSocket adopt(SocketChannel channel) throws IOException {
    return new CountingSocket(super.adopt(channel));
  }

  @Override
  public StreamSocket adopt(Pipe.SourceChannel source) throws IOException {
    return new CountingSocket(super.adopt(source));
  }

  @Override
  public StreamSocket adopt(Pipe.SinkChannel sink) throws IOException {
    return new CountingSocket(super.adopt(sink));
  }

  @Override
  public DatagramSocket adopt(DatagramChannel channel) throws IOException {
    return counted(super.adopt(channel));
  }

  private CountingDatagrams counted(DatagramSocket socket) {
    datagrams.add(new CountingDatagrams(socket));
    return datagrams.get(datagrams.size() - 1);
  }

  @Override
  public int await(long timeoutNanos) throws IOException {
    awaits++;
    onAwait.run();
    return super.await(timeoutNanos);
  }

  @Override
  public long nanoTime() {
    return clock == null ? super.nanoTime() : clock.getAsLong();
  }

  @Override
  public void wakeup() {
    wakeups.incrementAndGet();
    super.wakeup();
  }
}
