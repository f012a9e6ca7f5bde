package dev.pollen.testkit.transport;

import dev.pollen.testkit.Fault;
import dev.pollen.testkit.channel.SimulatedDatagramChannel;
import dev.pollen.testkit.channel.SimulatedServerSocketChannel;
import dev.pollen.testkit.channel.SimulatedSinkChannel;
import dev.pollen.testkit.channel.SimulatedSocketChannel;
import dev.pollen.testkit.channel.SimulatedSourceChannel;
import dev.pollen.testkit.kernel.DatagramEnd;
import dev.pollen.testkit.kernel.Kernel;
import dev.pollen.testkit.kernel.ListeningEnd;
import dev.pollen.testkit.kernel.Site;
import dev.pollen.testkit.kernel.StreamEnd;
import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.Channel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What one loop knows of the simulated network. Either its waits let time pass, up to the next
 * thing that happens, or, if the loop is {@linkplain #driven driven} together with others, they
 * never do.
 */
public final class SimulatedTransport implements Transport {
  /** The name by which it can be chosen. */
  public static final String NAME = "simulated";

  private static final long LONGEST_JUMP_MILLIS = Duration.ofHours(1).toMillis();

  /** How long a pass of a loop takes. */
  private static final long PASS_NANOS = 1000;

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Kernel kernel;
  private final Site site;
  private final NameTable names;
  private final Executor resolvers;
  private final Descriptors descriptors;
  private final Lending lending = new Lending();
  private final Set<SimulatedSocket> registered = new LinkedHashSet<>();
  private final List<Told> batch = new ArrayList<>();
  private boolean woken;
  private boolean driven;
  private boolean closed;
  private boolean worked;
  private long wakesAtNanos = Kernel.NEVER;

  private record Told(SimulatedSocket socket, int readiness) {}

  /**
   * A transport for one loop.
   *
   * @param kernel what it stands on
   * @param name the name of the loop, for decisions
   * @param names which hosts there are
   * @param resolvers who looks them up
   */
  public SimulatedTransport(Kernel kernel, String name, NameTable names, Executor resolvers) {
    this.kernel = kernel;
    this.site = kernel.site(name);
    this.names = names;
    this.resolvers = resolvers;
    this.descriptors = new Descriptors(site);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean reportsUrgentData() {
    return true;
  }

  @Override
  public boolean holdsSystemResources() {
    return false;
  }

  Descriptors descriptors() {
    return descriptors;
  }

  /** How many sockets may be open at a time. */
  public void limitDescriptors(int most) {
    descriptors.limit(most);
  }

  /** How many sockets are open. */
  public int openSockets() {
    return descriptors.count();
  }

  Lending lending() {
    return lending;
  }

  void registered(SimulatedSocket socket) {
    registered.add(socket);
  }

  void closed(SimulatedSocket socket) {
    registered.remove(socket);
  }

  // ---- opening ----

  @Override
  public ListeningSocket openListener(ProtocolFamily family) throws IOException {
    int descriptor = descriptors.take();
    return opened(
        new SimulatedListeningSocket(this, new ListeningEnd(kernel, isUnix(family))), descriptor);
  }

  @Override
  public StreamSocket openStream(ProtocolFamily family) throws IOException {
    int descriptor = descriptors.take();
    StreamEnd end = StreamEnd.open(kernel, isUnix(family));
    if (end.isTcp()) {
      end.options().set(StandardSocketOptions.TCP_NODELAY, true);
    }
    return opened(new SimulatedStreamSocket(this, end), descriptor);
  }

  @Override
  public DatagramSocket openDatagrams(ProtocolFamily family) throws IOException {
    if (isUnix(family)) {
      throw new UnsupportedOperationException("No datagrams of family " + family);
    }
    int descriptor = descriptors.take();
    byte[] anyAddress = new byte[family == StandardProtocolFamily.INET ? 4 : 16];
    DatagramEnd end = new DatagramEnd(kernel, InetAddress.getByAddress(anyAddress));
    return opened(new SimulatedDatagramSocket(this, end), descriptor);
  }

  private static boolean isUnix(ProtocolFamily family) {
    return family == StandardProtocolFamily.UNIX;
  }

  private static <S extends SimulatedSocket> S opened(S socket, int descriptor) {
    socket.opened(descriptor);
    return socket;
  }

  // ---- adopting ----

  @Override
  public ListeningSocket adopt(ServerSocketChannel channel) throws IOException {
    ListeningEnd end =
        channel instanceof SimulatedServerSocketChannel simulated ? simulated.endOn(kernel) : null;
    return adopted(channel, new SimulatedListeningSocket(this, required(end, channel)));
  }

  @Override
  public StreamSocket adopt(SocketChannel channel) throws IOException {
    StreamEnd end =
        channel instanceof SimulatedSocketChannel simulated ? simulated.endOn(kernel) : null;
    return adopted(channel, new SimulatedStreamSocket(this, required(end, channel)));
  }

  @Override
  public StreamSocket adopt(Pipe.SourceChannel source) throws IOException {
    StreamEnd end =
        source instanceof SimulatedSourceChannel simulated ? simulated.endOn(kernel) : null;
    return adopted(source, new SimulatedPipeEnd(this, required(end, source), true));
  }

  @Override
  public StreamSocket adopt(Pipe.SinkChannel sink) throws IOException {
    StreamEnd end = sink instanceof SimulatedSinkChannel simulated ? simulated.endOn(kernel) : null;
    return adopted(sink, new SimulatedPipeEnd(this, required(end, sink), false));
  }

  @Override
  public DatagramSocket adopt(DatagramChannel channel) throws IOException {
    DatagramEnd end =
        channel instanceof SimulatedDatagramChannel simulated ? simulated.endOn(kernel) : null;
    return adopted(channel, new SimulatedDatagramSocket(this, required(end, channel)));
  }

  /** As a selector refuses a channel of another provider. */
  private static <E> E required(@Nullable E end, Channel channel) {
    if (end == null) {
      throw new IllegalArgumentException("Not a channel of this network: " + channel);
    }
    return end;
  }

  private static <S extends SimulatedSocket> S adopted(SelectableChannel channel, S socket)
      throws IOException {
    channel.configureBlocking(false);
    socket.adopted(channel);
    return socket;
  }

  /** Whether one of its sockets was made of this channel. */
  boolean serves(Channel channel) {
    return registered.stream().anyMatch(socket -> socket.channel() == channel);
  }

  // ---- names and time ----

  @Override
  public List<InetAddress> resolve(String host) throws UnknownHostException {
    return names.resolve(host);
  }

  @Override
  public Executor resolvers() {
    return resolvers;
  }

  @Override
  public long nanoTime() {
    return kernel.nanoTime();
  }

  // ---- waiting ----

  /** From now on its waits let no time pass, but say when they would have ended. */
  public void driven(boolean isDriven) {
    driven = isDriven;
  }

  /** Whether the last wait ended before its time, so that the next one may bring more. */
  public boolean hasWorked() {
    return worked;
  }

  /** When the loop wanted to be woken at the latest, in nanoseconds of the kernel's clock. */
  public long wakesAtNanos() {
    return wakesAtNanos;
  }

  /** Whether its loop has closed it. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public int await(long timeoutNanos) throws IOException {
    synchronized (kernel) {
      lending.takeBack();
      takeTime();
      wakesAtNanos = end(timeoutNanos);
      jump();
      collect();
      while (batch.isEmpty() && !woken && !driven && kernel.elapsedNanos() < wakesAtNanos) {
        pass();
        collect();
      }
      worked = !batch.isEmpty() || woken || kernel.elapsedNanos() >= wakesAtNanos;
      woken = false;
    }
    return tell();
  }

  private long end(long timeoutNanos) {
    long now = kernel.elapsedNanos();
    return timeoutNanos < 0 || timeoutNanos > Kernel.NEVER - now
        ? Kernel.NEVER
        : now + timeoutNanos;
  }

  /** Lets time pass until something happens, if only that another thread does something. */
  private void pass() {
    try {
      kernel.pass(wakesAtNanos);
    } catch (InterruptedException e) {
      // As a selector does: the wait ends, and the flag tells the loop why.
      Thread.currentThread().interrupt();
      woken = true;
    }
  }

  /** A loop that is never without work sees time pass, too; else nothing would ever arrive. */
  private void takeTime() {
    if (!driven && !kernel.followsRealTime()) {
      kernel.advanceTo(kernel.elapsedNanos() + PASS_NANOS);
    }
  }

  private void jump() {
    long millis = site.amount(Fault.CLOCK_JUMP, LONGEST_JUMP_MILLIS);
    if (millis > 0) {
      kernel.advanceTo(kernel.elapsedNanos() + millis * NANOS_PER_MILLI);
    }
  }

  private void collect() {
    kernel.runDue();
    batch.clear();
    for (SimulatedSocket socket : registered) {
      if (socket.isClosed()) {
        // By whoever has opened its channel; the system forgets such a socket, too.
        continue;
      }
      int ready = socket.ready();
      if (ready == Readiness.NONE && socket.site().happens(Fault.SPURIOUS_READINESS)) {
        ready = socket.interest() & (Readiness.READ | Readiness.WRITE);
      }
      if (ready != Readiness.NONE) {
        batch.add(new Told(socket, ready));
      }
    }
    if (batch.size() > 1) {
      long order = site.amount(Fault.ORDER, 1000);
      if (order > 0) {
        Collections.shuffle(batch, new Random(order));
      }
      int most = site.part(Fault.BATCH, batch.size());
      batch.subList(most, batch.size()).clear();
    }
  }

  private int tell() {
    int ready = batch.size();
    // A handler may close sockets meanwhile, but what was collected before stays as it is.
    for (Told told : batch) {
      told.socket.tell(told.readiness);
    }
    batch.clear();
    return ready;
  }

  @Override
  public void wakeup() {
    synchronized (kernel) {
      woken = true;
      kernel.notifyAll();
    }
  }

  @Override
  public void releaseClosed() {}

  @Override
  public void close() {
    closed = true;
    lending.takeBack();
  }
}
