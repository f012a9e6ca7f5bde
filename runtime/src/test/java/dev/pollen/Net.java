package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A loop and peers for one test. The test's own thread drives the loop, whenever it waits for
 * something; so a test sees every state in between and needs no synchronisation.
 *
 * <p>After each test everything is closed, and must be gone: no channel, no descriptor, and for
 * each dispatcher that was registered exactly one close event, after all others.
 */
final class Net implements BeforeEachCallback, AfterEachCallback {
  private static final long HANG_GUARD_NANOS = Duration.ofSeconds(20).toNanos();
  private static final Duration STEP = Duration.ofMillis(1);

  private final ByteBuffer scratch = ByteBuffer.allocate(256 * 1024);
  private final List<AutoCloseable> peers = new ArrayList<>();
  private final List<Dispatcher> dispatchers = new ArrayList<>();
  private final List<Journal> journals = new ArrayList<>();
  private Limits limits = Limits.DEFAULT;
  private UnaryOperator<Transport> wrapper = UnaryOperator.identity();
  private @Nullable Loop loop;
  private @Nullable Path directory;
  private @Nullable Log log;
  private int descriptorsBefore;

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    // The JDK opens some descriptors of its own with the first channel.
    Selector.open().close();
    SocketChannel.open(StandardProtocolFamily.UNIX).close();
    SocketChannel.open().close();
    log = new Log();
    descriptorsBefore = Descriptors.count();
  }

  /** The limits of the loop; before it is used. */
  void limits(Limits.Changes changes) {
    assertThat(loop).as("the loop is open already").isNull();
    limits = limits.with(changes);
  }

  /** Puts something between the loop and its transport; before the loop is used. */
  void wrap(UnaryOperator<Transport> newWrapper) {
    assertThat(loop).as("the loop is open already").isNull();
    wrapper = newWrapper;
  }

  Loop loop() {
    if (loop == null) {
      try {
        loop = Loop.open(wrapper.apply(Transports.openBest()), limits);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
    return loop;
  }

  Log log() {
    assert log != null;
    return log;
  }

  SocketAddress address(Family family) throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("pollen");
    }
    return family.freshAddress(directory);
  }

  // ---- dispatchers and listeners ----

  Recorder recorder() {
    Recorder recorder = new Recorder();
    journals.add(recorder.journal);
    dispatchers.add(recorder);
    return recorder;
  }

  FramedRecorder framedRecorder(Terminator first) {
    FramedRecorder recorder = new FramedRecorder(first);
    journals.add(recorder.journal);
    dispatchers.add(recorder);
    return recorder;
  }

  DatagramRecorder datagramRecorder() {
    DatagramRecorder recorder = new DatagramRecorder();
    journals.add(recorder.journal);
    dispatchers.add(recorder);
    return recorder;
  }

  PolledRecorder polledRecorder() {
    PolledRecorder recorder = new PolledRecorder();
    journals.add(recorder.journal);
    dispatchers.add(recorder);
    return recorder;
  }

  Listener listen(Family family, Supplier<? extends ConnectionDispatcher> supplier)
      throws IOException {
    return loop().listen(address(family), supplier);
  }

  Listener listen(Family family, ListenerDispatcher dispatcher) throws IOException {
    return loop().listen(address(family), dispatcher);
  }

  // ---- peers ----

  /** Connects from outside; the system does that whether or not the loop runs. */
  Peer connectTo(Listener listener) throws IOException {
    return peer(SocketChannel.open(listener.localAddress()));
  }

  Peer peer(SocketChannel channel) {
    try {
      Peer peer = new Peer(this, channel);
      peers.add(peer);
      return peer;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** What peers receive into; free for use between two waits. */
  ByteBuffer scratch() {
    return scratch;
  }

  RawListener rawListener(Family family) throws IOException {
    SocketAddress address = address(family);
    ServerSocketChannel channel =
        address instanceof UnixDomainSocketAddress
            ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            : ServerSocketChannel.open();
    channel.bind(address, 128);
    RawListener listener = new RawListener(this, channel);
    peers.add(listener);
    return listener;
  }

  /** Has a peer accepted by this dispatcher; returns when the dispatcher was told. */
  Peer accept(Family family, ConnectionDispatcher dispatcher) throws IOException {
    Listener listener = listen(family, () -> dispatcher);
    Peer peer = connectTo(listener);
    until(() -> isRegistered(dispatcher));
    listener.close();
    return peer;
  }

  /** Connects a dispatcher to a peer; returns when both sides know. */
  Peer connect(Family family, Recorder dispatcher) throws IOException {
    RawListener raw = rawListener(family);
    loop().connect(raw.address(), dispatcher);
    Peer peer = raw.accept();
    until(dispatcher::isOpen);
    return peer;
  }

  /** An address of TCP that refuses. */
  SocketAddress refusingAddress(Family family) throws IOException {
    try (RawListener raw = rawListener(family)) {
      SocketAddress address = raw.address();
      return address instanceof InetSocketAddress internet
          ? new InetSocketAddress(internet.getAddress(), internet.getPort())
          : address;
    }
  }

  DatagramPeer datagramPeer(Family family) throws IOException {
    DatagramPeer peer = new DatagramPeer(this, boundChannel(family));
    peers.add(peer);
    return peer;
  }

  /** A channel for datagrams that belongs to whoever asked for it. */
  DatagramChannel boundChannel(Family family) throws IOException {
    return DatagramChannel.open().bind(address(family));
  }

  /** A socket for datagrams that can exchange them with this peer. */
  Datagrams open(DatagramKind kind, DatagramDispatcher dispatcher, DatagramPeer peer)
      throws IOException {
    return kind.isConnected
        ? loop().connect(peer.address(), dispatcher)
        : loop().bind(address(kind.family), dispatcher);
  }

  // ---- time ----

  /** Lets the loop run until something is so. */
  void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > HANG_GUARD_NANOS) {
        throw new AssertionError(
            "It never came to that. Events: " + journals.stream().map(j -> j.entries).toList());
      }
      loop().poll(STEP);
    }
  }

  /** Lets the loop do everything that is to be done now. */
  void settle() {
    int quietPasses = 0;
    while (quietPasses < 3) {
      quietPasses = loop().poll(STEP) == 0 ? quietPasses + 1 : 0;
    }
  }

  // ---- the end ----

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    try {
      if (loop != null) {
        loop.closeAll();
        assertThat(loop.channels()).as("channels after closeAll").isEmpty();
        loop.close();
      }
    } finally {
      for (AutoCloseable peer : peers) {
        peer.close();
      }
      if (log != null) {
        log.close();
      }
      deleteDirectory();
    }
    for (int i = 0; i < journals.size(); i++) {
      Journal journal = journals.get(i);
      assertThat(journal.violations()).as("of the order of events").isEmpty();
      assertThat(journal.isClosed())
          .as("was told its end: %s", journal.entries)
          .isEqualTo(isRegistered(dispatchers.get(i)));
    }
    assertThat(Descriptors.count())
        .as("descriptors after the test")
        .isLessThanOrEqualTo(descriptorsBefore);
  }

  private static boolean isRegistered(Dispatcher dispatcher) {
    try {
      return dispatcher.channel().state() != ChannelState.NEW;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private void deleteDirectory() throws IOException {
    if (directory != null) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
