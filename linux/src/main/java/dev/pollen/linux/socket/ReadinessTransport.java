package dev.pollen.linux.socket;

import dev.pollen.linux.poll.AlwaysReady;
import dev.pollen.linux.poll.Poller;
import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.FileCalls;
import dev.pollen.linux.system.SocketAddresses;
import dev.pollen.transport.ChannelFile;
import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.Descriptor;
import dev.pollen.transport.ListeningSocket;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.Transport;
import dev.pollen.transport.TransportFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.BindException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.FileSystems;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A transport that asks a {@link Poller} which of its descriptors are ready. */
public class ReadinessTransport implements Transport {
  /** For sockets and whatever else a call opens. */
  public static final int NONBLOCK = 0x800;

  /** For sockets and whatever else a call opens. */
  public static final int CLOEXEC = 0x80000;

  private static final int SOCK_STREAM = 1;
  private static final int SOCK_DGRAM = 2;

  private final String name;
  private final Arena arena;
  private final Calls calls;
  private final Poller poller;
  private final AlwaysReady alwaysReady;
  private final SlotTable<DescriptorSocket> sockets = new SlotTable<>();
  private final SocketAddresses addresses;
  private final OptionTable options;
  private final Lending lending;
  private final Outgoing outgoing;
  private final AdoptedChannels adopted;

  /** For the first datagram that is received. */
  private @Nullable IncomingDatagrams incoming;

  /** For the first batch of datagrams that is sent. */
  private @Nullable OutgoingDatagrams outgoingDatagrams;

  /** How many waits there were. */
  private long waits;

  /** What ends a wait: eventfd(2), a counter that whoever wants to be heard adds to. */
  private final int wakeUp;

  private final Object wakeUpLock = new Object();

  /** Of whoever wakes the loop: an error must not be written where the loop reads its own. */
  private final Calls wakeUpCalls;

  private final MemorySegment one;

  /** Made for the first file. */
  private @Nullable FileCalls fileCalls;

  /** For the first descriptor that is taken over. */
  private @Nullable AdoptedDescriptors descriptors;

  private boolean closed;

  /** Opens a poller with the calls and the memory of a transport. */
  @FunctionalInterface
  public interface PollerOpening {
    /** Opens it. */
    Poller open(Calls calls, Arena arena) throws IOException;
  }

  /** Opens a transport. */
  public ReadinessTransport(String name, PollerOpening opening) throws IOException {
    this.name = name;
    // Not confined to a thread: a loop may be used by another one while nobody runs it.
    this.arena = Arena.ofShared();
    calls = new Calls(arena);
    alwaysReady = new AlwaysReady(calls);
    addresses = new SocketAddresses(arena);
    options = new OptionTable(calls, arena);
    lending = new Lending(arena);
    outgoing = new Outgoing(arena);
    wakeUpCalls = new Calls(arena);
    one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
    try {
      poller = opening.open(calls, arena);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
    adopted = new AdoptedChannels(calls, poller);
    int eventDescriptor = calls.eventfd(0, NONBLOCK | CLOEXEC);
    wakeUp = eventDescriptor;
    try {
      poller.addWakeUp(checked("eventfd", eventDescriptor));
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static int checked(String call, int answer) throws IOException {
    if (answer < 0) {
      throw Errors.exception(call, answer);
    }
    return answer;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean reportsUrgentData() {
    return true;
  }

  // ---- what its sockets use ----

  /** The calls of this transport. */
  public final Calls calls() {
    return calls;
  }

  FileCalls fileCalls() {
    if (fileCalls == null) {
      fileCalls = new FileCalls(arena);
    }
    return fileCalls;
  }

  /** Of what need not be asked for, who wants it. */
  AlwaysReady alwaysReady() {
    return alwaysReady;
  }

  /** Whom it asks. */
  public final Poller poller() {
    return poller;
  }

  SlotTable<DescriptorSocket> sockets() {
    return sockets;
  }

  /** Where its calls write addresses. */
  public final SocketAddresses addresses() {
    return addresses;
  }

  OptionTable options() {
    return options;
  }

  Lending lending() {
    return lending;
  }

  Outgoing outgoing() {
    return outgoing;
  }

  /** Into which its sockets receive datagrams. */
  IncomingDatagrams incoming() throws IOException {
    if (incoming == null) {
      incoming = new IncomingDatagrams(arena);
    }
    return incoming;
  }

  /** Nothing, if no datagram was ever received. */
  @Nullable IncomingDatagrams incomingIfAny() {
    return incoming;
  }

  OutgoingDatagrams outgoingDatagrams() {
    if (outgoingDatagrams == null) {
      outgoingDatagrams = new OutgoingDatagrams(arena);
    }
    return outgoingDatagrams;
  }

  /** A number for the wait that goes on, or was the last. */
  long waits() {
    return waits;
  }

  /** Lets a descriptor, when it is closed, drop what is queued and reset the peer. */
  public final void resetOnClose(int descriptor, int family) {
    // Of sockets, only those of TCP can. A failure means that there is no peer any more.
    if (family != SocketAddresses.AF_UNIX) {
      setIfPossible(descriptor, StandardSocketOptions.SO_LINGER, 0);
    }
  }

  /** Sets an option of a descriptor whose connection may be gone. */
  private <T> void setIfPossible(int descriptor, SocketOption<T> option, T value) {
    try {
      options.set(descriptor, option, value);
    } catch (IOException e) {
      // It is gone: the option would have changed nothing.
    }
  }

  void bind(int descriptor, SocketAddress local, int family) throws IOException {
    int length = addresses.write(local, family);
    int answer = calls.bind(descriptor, addresses.address(), length);
    if (answer < 0) {
      IOException cause = Errors.exception("bind", answer);
      if (cause instanceof BindException) {
        BindException named = new BindException(cause.getMessage() + ": " + local);
        named.initCause(cause);
        throw named;
      }
      throw cause;
    }
  }

  // ---- opening ----

  private int open(int family, int type) throws IOException {
    int answer = calls.socket(family, type | NONBLOCK | CLOEXEC, 0);
    if (answer == -Errors.EAFNOSUPPORT) {
      throw new UnsupportedOperationException(Errors.text(Errors.EAFNOSUPPORT));
    }
    int descriptor = checked("socket", answer);
    if (family == SocketAddresses.AF_INET6) {
      try {
        options.admitPeersOfIpv4(descriptor);
      } catch (IOException e) {
        calls.close(descriptor);
        throw e;
      }
    }
    return descriptor;
  }

  @Override
  public ListeningSocket openListener(ProtocolFamily family) throws IOException {
    int number = SocketAddresses.family(family);
    LinuxListeningSocket socket = listening(open(number, SOCK_STREAM), number);
    withoutDelay(socket, number);
    return socket;
  }

  @Override
  public StreamSocket openStream(ProtocolFamily family) throws IOException {
    int number = SocketAddresses.family(family);
    LinuxStreamSocket socket = connecting(open(number, SOCK_STREAM), number);
    withoutDelay(socket, number);
    return socket;
  }

  /** A socket that is to listen. */
  protected LinuxListeningSocket listening(int descriptor, int family) {
    return new LinuxListeningSocket(this, descriptor, family);
  }

  /** A socket that is to connect. */
  protected LinuxStreamSocket connecting(int descriptor, int family) {
    return new LinuxStreamSocket(this, descriptor, family);
  }

  /** A socket that was accepted. */
  protected LinuxStreamSocket accepted(int descriptor, int family, SocketAddresses told) {
    return new LinuxStreamSocket(this, descriptor, family, told);
  }

  private static void withoutDelay(DescriptorSocket socket, int family) throws IOException {
    if (family == SocketAddresses.AF_UNIX) {
      return;
    }
    try {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  @Override
  public DatagramSocket openDatagrams(ProtocolFamily family) throws IOException {
    int number = SocketAddresses.family(family);
    return new LinuxDatagramSocket(this, open(number, SOCK_DGRAM), number);
  }

  @Override
  public TransportFile openFile(Path path, LinkOption... options) throws IOException {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      return ChannelFile.open(path, options);
    }
    return LinuxFile.open(fileCalls(), path, options);
  }

  // ---- adopting ----

  @Override
  public ListeningSocket adopt(ServerSocketChannel channel) throws IOException {
    return adopted.adopt(channel);
  }

  @Override
  public StreamSocket adopt(SocketChannel channel) throws IOException {
    return adopted.adopt(channel);
  }

  @Override
  public StreamSocket adopt(Pipe.SourceChannel source) throws IOException {
    return adopted.adopt(source);
  }

  @Override
  public StreamSocket adopt(Pipe.SinkChannel sink) throws IOException {
    return adopted.adopt(sink);
  }

  @Override
  public StreamSocket adopt(Descriptor descriptor) throws IOException {
    if (descriptors == null) {
      descriptors = new AdoptedDescriptors(this, arena);
    }
    return descriptors.adopt(descriptor);
  }

  @Override
  public DatagramSocket adopt(DatagramChannel channel) throws IOException {
    return adopted.adopt(channel);
  }

  // ---- waiting ----

  @Override
  public int await(long timeoutNanos) throws IOException {
    waits++;
    int ready = adopted.tell();
    // What is in memory already does not end a wait of the kernel.
    boolean hasUnread = incoming != null && incoming.beginWait();
    boolean mayLast = ready == 0 && alwaysReady.isEmpty() && !hasUnread;
    int count = poller.await(mayLast ? timeoutNanos : 0);
    // Not a method of its own: all that an event calls is to be inlined here, and HotSpot goes only
    // so deep (MaxInlineLevel).
    for (int i = 0; i < count; i++) {
      long key = poller.key(i);
      if (key >= 0) {
        DescriptorSocket socket = sockets.at(key);
        if (socket != null) {
          socket.tell(poller.events(i));
          ready++;
        }
      } else if (key == Poller.ADOPTED) {
        ready += adopted.tell();
      }
    }
    ready += alwaysReady.isEmpty() ? 0 : tellAlwaysReady();
    return incoming == null ? ready : ready + incoming.tellUnread();
  }

  private int tellAlwaysReady() throws IOException {
    int ready = 0;
    int count = alwaysReady.await(0);
    for (int i = 0; i < count; i++) {
      DescriptorSocket socket = sockets.at(alwaysReady.key(i));
      if (socket != null) {
        socket.tell(alwaysReady.events(i));
        ready++;
      }
    }
    return ready;
  }

  @Override
  public void wakeup() {
    // Else the number may belong to another file by the time it is written to.
    synchronized (wakeUpLock) {
      if (!closed) {
        wakeUpCalls.write(wakeUp, one.address(), Long.BYTES);
      }
    }
  }

  @Override
  public void flush() throws IOException {
    poller.flush();
  }

  /**
   * A closed descriptor is free at once, but for those of the JDK and those the kernel works on.
   */
  @Override
  public void releaseClosed() throws IOException {
    adopted.releaseClosed();
    poller.releaseClosed();
  }

  @Override
  public void close() throws IOException {
    synchronized (wakeUpLock) {
      if (closed) {
        return;
      }
      closed = true;
    }
    try {
      adopted.close();
    } finally {
      poller.close();
      calls.close(wakeUp);
      arena.close();
    }
  }
}
