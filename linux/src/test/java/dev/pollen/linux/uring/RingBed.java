package dev.pollen.linux.uring;

import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A transport on a ring with few and small buffers, and a listener of it. */
final class RingBed implements AutoCloseable {
  static final int BUFFER_BYTES = 1024;
  private static final BufferCounts COUNTS = new BufferCounts(4, 4, BUFFER_BYTES);
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long GUARD_NANOS = TimeUnit.SECONDS.toNanos(20);

  final UringTransport transport;
  private final ListeningSocket listener;
  private int waiting;

  RingBed() throws IOException {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), Patience.DEFAULT);
  }

  RingBed(BufferCounts counts) throws IOException {
    this(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), counts, Patience.DEFAULT);
  }

  RingBed(SocketAddress address, Duration patience) throws IOException {
    this(address, COUNTS, patience);
  }

  RingBed(SocketAddress address, BufferCounts counts, Duration patience) throws IOException {
    transport = new UringTransport("io_uring", counts, patience);
    listener =
        transport.openListener(
            address instanceof InetSocketAddress
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.UNIX);
    listener.listen(address, 100);
    listener.register(readiness -> waiting++, Readiness.READ);
  }

  /** Connects from outside. */
  SocketChannel connect() throws IOException {
    return SocketChannel.open(listener.localAddress());
  }

  /** The other end of what was connected, not yet registered. */
  StreamSocket accept() throws IOException {
    waiting = 0;
    until(() -> waiting > 0);
    StreamSocket accepted = listener.accept();
    if (accepted == null) {
      throw new AssertionError("The listener was ready for nothing");
    }
    return accepted;
  }

  /** Waits until something is so. */
  void until(BooleanSupplier condition) throws IOException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > GUARD_NANOS) {
        throw new AssertionError("It never came to that");
      }
      transport.await(STEP_NANOS);
    }
  }

  /** Lets the ring do all that is to be done now. */
  void settle() throws IOException {
    for (int i = 0; i < 5; i++) {
      transport.await(STEP_NANOS);
    }
  }

  /**
   * How many sockets, rings and the like are open. Files do not count: class loading opens them.
   */
  static int openDescriptors() throws IOException {
    // The JDK keeps a descriptor of its own from its first channel on.
    SocketChannel.open().close();
    int count = 0;
    try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path link : links) {
        String target = target(link);
        if (target.startsWith("socket:") || target.startsWith("anon_inode:")) {
          count++;
        }
      }
    }
    return count;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    transport.close();
  }
}
