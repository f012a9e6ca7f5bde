package dev.pollen.transport.nio;

import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;

/** A selector, and the one buffer into which all its sockets receive. */
final class NioTransport implements Transport {
  static final String NAME = "nio";

  /**
   * How much one receive can bring, in bytes: what asyncore reads at a time, and enough that a
   * connection at full speed costs few system calls.
   */
  private static final int RECEIVE_BYTES = 64 * 1024;

  private static final long NANOS_PER_MILLI = 1_000_000;

  // Passing a consumer instead of walking the selected-key set saves the set's entry for each
  // event.
  private static final Consumer<SelectionKey> TELL_LISTENER = NioTransport::tellListener;

  private final Selector selector;
  private final ByteBuffer receiveBuffer = ByteBuffer.allocateDirect(RECEIVE_BYTES);
  private final ByteBuffer lent = receiveBuffer.asReadOnlyBuffer();

  NioTransport() throws IOException {
    // The first close of a channel makes the JDK open a pair of sockets of its own. Later, when
    // there are no descriptors left, that would fail for good and take every loop with it.
    SocketChannel.open().close();
    selector = Selector.open();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean reportsUrgentData() {
    return false;
  }

  @Override
  public ListeningSocket openListener(ProtocolFamily family) throws IOException {
    return adopting(ServerSocketChannel.open(family), this::adopt);
  }

  @Override
  public StreamSocket openStream(ProtocolFamily family) throws IOException {
    StreamSocket socket = adopting(SocketChannel.open(family), this::adopt);
    if (family != StandardProtocolFamily.UNIX) {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }
    return socket;
  }

  @Override
  public DatagramSocket openDatagrams(ProtocolFamily family) throws IOException {
    return adopting(DatagramChannel.open(family), this::adopt);
  }

  @Override
  public ListeningSocket adopt(ServerSocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    return new NioListeningSocket(this, channel);
  }

  @Override
  public StreamSocket adopt(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    return new NioStreamSocket(this, channel);
  }

  @Override
  public StreamSocket adopt(Pipe.SourceChannel source) throws IOException {
    source.configureBlocking(false);
    return new NioPipeSource(this, source);
  }

  @Override
  public StreamSocket adopt(Pipe.SinkChannel sink) throws IOException {
    sink.configureBlocking(false);
    return new NioPipeSink(this, sink);
  }

  @Override
  public DatagramSocket adopt(DatagramChannel channel) throws IOException {
    channel.configureBlocking(false);
    return new NioDatagramSocket(this, channel);
  }

  /** Makes a socket of a channel that nobody else will close. */
  private static <C extends SelectableChannel, S> S adopting(C channel, Adoption<C, S> adoption)
      throws IOException {
    try {
      return adoption.apply(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private interface Adoption<C, S> {
    S apply(C channel) throws IOException;
  }

  @Override
  public int await(long timeoutNanos) throws IOException {
    if (timeoutNanos == 0) {
      return selector.selectNow(TELL_LISTENER);
    }
    if (timeoutNanos < 0) {
      return selector.select(TELL_LISTENER);
    }
    long millis = (timeoutNanos - 1) / NANOS_PER_MILLI + 1;
    return selector.select(TELL_LISTENER, millis);
  }

  private static void tellListener(SelectionKey key) {
    // An event collected for a channel that another listener has closed in the meantime.
    if (key.isValid()) {
      ((NioSocket) key.attachment()).tellListener(key.readyOps());
    }
  }

  @Override
  public void wakeup() {
    selector.wakeup();
  }

  @Override
  public void releaseClosed() throws IOException {
    // The JDK frees the descriptor of a registered channel only in the next select after its close.
    selector.selectNow(key -> {});
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }

  Selector selector() {
    return selector;
  }

  /**
   * Empty, and shared by all sockets: what is received into it must be {@linkplain #lend() lent} at
   * once.
   */
  ByteBuffer receiveBuffer() {
    return receiveBuffer.clear();
  }

  ByteBuffer lend() {
    // The order of bytes too: whoever had it before may have changed it.
    return lent.limit(receiveBuffer.position()).position(0).order(ByteOrder.BIG_ENDIAN);
  }
}
