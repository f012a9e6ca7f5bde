package dev.pollen.transport.nio;

import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
  public ListeningSocket listen(SocketAddress address, int backlog) throws IOException {
    requireResolved(address);
    boolean unix = address instanceof UnixDomainSocketAddress;
    ServerSocketChannel channel =
        unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (!unix) {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      }
      channel.bind(address, backlog);
      return new NioListeningSocket(this, channel);
    } catch (BindException e) {
      channel.close();
      // The JDK does not say which address it was.
      BindException named = new BindException(e.getMessage() + ": " + address);
      named.initCause(e);
      throw named;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public StreamSocket connect(SocketAddress address) throws IOException {
    requireResolved(address);
    boolean unix = address instanceof UnixDomainSocketAddress;
    SocketChannel channel =
        unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
    try {
      channel.configureBlocking(false);
      if (!unix) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      channel.connect(address);
      return new NioStreamSocket(this, channel, address);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void requireResolved(SocketAddress address) throws UnknownHostException {
    if (address instanceof InetSocketAddress internet && internet.isUnresolved()) {
      throw new UnknownHostException(
          "No address is known for host '" + internet.getHostString() + "'");
    }
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
