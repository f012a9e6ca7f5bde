package dev.pollen.testkit.kernel;

import dev.pollen.testkit.Fault;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NotYetConnectedException;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One end of a connection. It behaves as the sockets of Linux do (tcp(7), unix(7)): a close with
 * unread bytes resets the peer, bytes for a closed socket do so too, and what arrived before a
 * reset can still be read.
 */
public final class StreamEnd {
  /** What {@link #receive} answers at the end of the stream. */
  public static final int END = Inbound.END;

  private static final String RESET = "Connection reset by peer";
  private static final String BROKEN_PIPE = "Broken pipe";

  /** Of a pipe of Linux (pipe(7)). */
  private static final int PIPE_CAPACITY = 64 * 1024;

  private final Kernel kernel;
  private final Kernel.Kind kind;
  private final Options options;
  private final Site site;
  private final Inbound inbound;
  private @Nullable StreamEnd peer;
  private @Nullable SocketAddress localAddress;
  private @Nullable SocketAddress remoteAddress;
  private boolean isConnecting;
  private @Nullable IOException connectFailure;
  private boolean endSent;
  private boolean closed;
  private boolean isReset;

  /** Why, until a call was told (the system's sk_err). */
  private @Nullable String untoldReset;

  /** Something between the two has ended the connection on both sides, and lets nothing through. */
  private boolean cutOff;

  private StreamEnd(Kernel kernel, Kernel.Kind kind, String name) {
    this.kernel = kernel;
    this.kind = kind;
    this.site = kernel.site(name);
    this.inbound = new Inbound(kernel, site);
    this.options = Options.ofStream(kind);
    if (kind == Kernel.Kind.TCP) {
      options.set(StandardSocketOptions.SO_SNDBUF, kernel.sendBufferBytes());
    }
  }

  /** A socket that can connect. */
  public static StreamEnd open(Kernel kernel, boolean isUnix) {
    synchronized (kernel) {
      Kernel.Kind kind = isUnix ? Kernel.Kind.UNIX : Kernel.Kind.TCP;
      return new StreamEnd(kernel, kind, kernel.nextName(kind) + ".client");
    }
  }

  /**
   * A pipe.
   *
   * @param source the end that is read from
   * @param sink the end that is written to
   */
  public record Pipe(StreamEnd source, StreamEnd sink) {}

  /** Opens a pipe. */
  public static Pipe openPipe(Kernel kernel) {
    synchronized (kernel) {
      String name = kernel.nextName(Kernel.Kind.PIPE);
      StreamEnd source = new StreamEnd(kernel, Kernel.Kind.PIPE, name + ".source");
      StreamEnd sink = new StreamEnd(kernel, Kernel.Kind.PIPE, name + ".sink");
      source.peer = sink;
      sink.peer = source;
      return new Pipe(source, sink);
    }
  }

  /** Where decisions about it fall. */
  public Site site() {
    return site;
  }

  /** Its options. */
  public Options options() {
    return options;
  }

  /** Whether it is one of TCP. */
  public boolean isTcp() {
    return kind == Kernel.Kind.TCP;
  }

  /** The other end, once it is connected. */
  public @Nullable StreamEnd peer() {
    synchronized (kernel) {
      return peer;
    }
  }

  // ---- how it is connected ----

  /** Binds it before it is connected. */
  public void bind(SocketAddress local) throws IOException {
    synchronized (kernel) {
      requireOpen();
      localAddress = kernel.addresses().bindStream(local);
    }
  }

  /**
   * Starts to connect.
   *
   * @return {@code false} if the queue of a Unix socket is full, for which the system does not wait
   */
  public boolean connect(SocketAddress remote) throws IOException {
    synchronized (kernel) {
      requireOpen();
      remoteAddress = remote;
      return new Connecting(kernel, this, remote).start();
    }
  }

  void connecting() {
    isConnecting = true;
  }

  boolean isWaitingToConnect() {
    return isConnecting && !closed;
  }

  void connectFails(IOException cause) {
    isConnecting = false;
    connectFailure = cause;
    kernel.changed();
  }

  /** Both ends are connected from now on; the other one waits to be accepted. */
  StreamEnd connected(SocketAddress local, SocketAddress remote) {
    StreamEnd other = new StreamEnd(kernel, kind, site.name().replace(".client", ".server"));
    if (localAddress == null) {
      localAddress = local;
    }
    remoteAddress = remote;
    other.localAddress = remote;
    other.remoteAddress = localAddress;
    other.peer = this;
    peer = other;
    isConnecting = false;
    kernel.changed();
    return other;
  }

  /** Tells how the attempt to connect has ended: whether the connection stands. */
  public boolean finishConnect() throws IOException {
    synchronized (kernel) {
      requireOpen();
      if (connectFailure != null) {
        throw connectFailure;
      }
      return peer != null;
    }
  }

  /** Whether it is connected, or was until it broke. */
  public boolean hasConnected() {
    synchronized (kernel) {
      return peer != null;
    }
  }

  /** Whether an attempt to connect goes on, or its failure was not told yet. */
  public boolean isUnfinished() {
    synchronized (kernel) {
      return isConnecting || connectFailure != null;
    }
  }

  /** Whether a full queue is a reason no more to put off connecting to a Unix socket. */
  public boolean hasRoomAt(SocketAddress remote) {
    synchronized (kernel) {
      ListeningEnd listener = kernel.addresses().listenerAt(remote);
      return listener == null || listener.hasRoom();
    }
  }

  /** Whether an attempt to connect goes on. */
  public boolean isConnecting() {
    synchronized (kernel) {
      return isConnecting;
    }
  }

  /** Its own address; {@code null} if it is not bound. */
  public @Nullable SocketAddress localAddress() throws IOException {
    synchronized (kernel) {
      requireOpen();
      return localAddress;
    }
  }

  /** Its own address, also when it is closed; {@code null} if it never was bound. */
  public @Nullable SocketAddress boundTo() {
    synchronized (kernel) {
      return localAddress;
    }
  }

  /** The peer's address; {@code null} if none was asked for. */
  public @Nullable SocketAddress remoteAddress() throws IOException {
    synchronized (kernel) {
      requireOpen();
      return remoteAddress;
    }
  }

  // ---- what it is ready for ----

  /** Whether a receive would bring something: bytes, the end, or the news that it is broken. */
  public boolean canReceive() {
    synchronized (kernel) {
      return inbound.isReady() || isReset;
    }
  }

  /** Whether a send would take something or fail, or an attempt to connect has ended. */
  public boolean canSend() {
    synchronized (kernel) {
      return connectFailure != null || isReset || (peer != null && (failsToSend() || room() > 0));
    }
  }

  /** Whether an urgent byte stands next in the stream (the system's SIOCATMARK). */
  public boolean isAtUrgentByte() {
    synchronized (kernel) {
      return inbound.isAtUrgentByte();
    }
  }

  /** On TCP, only a reset tells that nobody is there any more. */
  private boolean failsToSend() {
    return !isTcp() && peer != null && peer.closed;
  }

  /** Whether there is an urgent byte. */
  public boolean hasUrgentByte() {
    synchronized (kernel) {
      return inbound.hasUrgentByte();
    }
  }

  /**
   * On TCP both sides have a buffer, on a Unix socket the one who sends, and a pipe has its own.
   */
  private int room() {
    assert peer != null;
    int capacity =
        switch (kind) {
          case TCP ->
              options.get(StandardSocketOptions.SO_SNDBUF)
                  + peer.options.get(StandardSocketOptions.SO_RCVBUF);
          case UNIX -> options.get(StandardSocketOptions.SO_SNDBUF);
          default -> PIPE_CAPACITY;
        };
    return peer.inbound.room(Math.max(1, capacity));
  }

  /** Whether this side of the stream has ended. */
  public boolean hasFinished() {
    synchronized (kernel) {
      return endSent;
    }
  }

  // ---- sending ----

  /** Takes bytes and says how many; 0 if there is no room. */
  public int send(ByteBuffer data) throws IOException {
    synchronized (kernel) {
      StreamEnd receiver = requireSending();
      int count = Math.min(room(), data.remaining());
      if (count == 0 || site.happens(Fault.WOULD_BLOCK)) {
        return 0;
      }
      byte[] taken = new byte[site.part(Fault.PARTIAL_SEND, count)];
      data.get(taken);
      if (cutOff) {
        resetLater();
      } else {
        passOn(taken, receiver);
      }
      return taken.length;
    }
  }

  /** Takes bytes from several buffers, in their order, and says how many. */
  public long send(ByteBuffer[] data, int count) throws IOException {
    synchronized (kernel) {
      long taken = 0;
      for (int i = 0; i < count; i++) {
        taken += send(data[i]);
        if (data[i].hasRemaining() || isReset) {
          break;
        }
      }
      return taken;
    }
  }

  private void passOn(byte[] taken, StreamEnd receiver) {
    int reset = kind == Kernel.Kind.TCP ? (int) site.amount(Fault.RESET, taken.length + 1L) : 0;
    int fin =
        reset == 0 && kind == Kernel.Kind.TCP ? (int) site.amount(Fault.FIN, taken.length + 1L) : 0;
    int passing = reset + fin == 0 ? taken.length : reset + fin;
    receiver.approach(Arrays.copyOf(taken, passing), this);
    if (reset > 0) {
      receiver.inbound.inOrder(site, receiver::reset);
      resetLater();
    } else if (fin > 0) {
      cutOff = true;
      receiver.cutOff = true;
      receiver.inbound.inOrder(site, receiver::arriveEnd);
      inbound.inOrder(receiver.site, this::arriveEnd);
    }
  }

  private void approach(byte[] bytes, StreamEnd sender) {
    inbound.approach(bytes, sender.site, arriving -> arrive(arriving, sender));
  }

  private void arrive(byte[] bytes, StreamEnd sender) {
    if (closed) {
      sender.resetLater();
    } else {
      inbound.arrive(bytes);
      kernel.changed();
    }
  }

  private void arriveEnd() {
    inbound.arriveEnd();
    kernel.changed();
  }

  /** Sends a byte that is to be told before all others, out of the stream; of TCP only. */
  public void sendUrgent(byte value) throws IOException {
    synchronized (kernel) {
      StreamEnd receiver = requireSending();
      receiver.inbound.inOrder(
          site,
          () -> {
            receiver.inbound.arriveUrgent(value);
            kernel.changed();
          });
    }
  }

  private StreamEnd requireSending() throws IOException {
    requireOpen();
    StreamEnd receiver = peer;
    if (receiver == null) {
      throw new NotYetConnectedException();
    }
    if (endSent) {
      throw new ClosedChannelException();
    }
    if (receiver.closed && kind != Kernel.Kind.TCP) {
      throw new IOException(BROKEN_PIPE);
    }
    if (isReset) {
      String reason = Objects.requireNonNullElse(untoldReset, BROKEN_PIPE);
      untoldReset = null;
      throw new IOException(reason);
    }
    return receiver;
  }

  // ---- receiving ----

  /** Moves bytes and says how many: 0 if there are none now, {@link #END} if none will come. */
  public int receive(ByteBuffer target) throws IOException {
    synchronized (kernel) {
      requireOpen();
      if (peer == null) {
        throw new NotYetConnectedException();
      }
      if (isReset && !inbound.hasUnread()) {
        return receiveNoMore();
      }
      return inbound.receive(target, mostAtATime());
    }
  }

  /** The rest is still with the sender, who sends on when there is room here. */
  private int mostAtATime() {
    return isTcp() ? Math.max(1, options.get(StandardSocketOptions.SO_RCVBUF)) : Integer.MAX_VALUE;
  }

  /** A reset is told once, and not at all to whom TCP has told the end; then there is the end. */
  private int receiveNoMore() throws SocketException {
    boolean isUntold = untoldReset != null && !(isTcp() && inbound.hasEnded());
    if (isUntold) {
      untoldReset = null;
      throw new SocketException("Connection reset");
    }
    return END;
  }

  /** How many bytes have arrived and were not taken, up to where an urgent one stood. */
  public int unread() {
    synchronized (kernel) {
      return inbound.unread();
    }
  }

  /** The urgent byte, or -1 if there is none. */
  public int receiveUrgent() throws IOException {
    synchronized (kernel) {
      requireOpen();
      return inbound.receiveUrgent();
    }
  }

  // ---- how it ends ----

  /** Ends this side of the stream, behind what was sent. */
  public void shutdownOutput() throws IOException {
    synchronized (kernel) {
      requireOpen();
      if (peer == null) {
        throw new NotYetConnectedException();
      }
      sendEnd(peer);
    }
  }

  private void sendEnd(StreamEnd receiver) {
    if (!endSent && !isReset) {
      receiver.inbound.inOrder(site, receiver::arriveEnd);
    }
    endSent = true;
  }

  /** Closes it. What was sent still arrives, unless there are bytes that nobody has read. */
  public void close() {
    synchronized (kernel) {
      if (isTcp() && options.get(StandardSocketOptions.SO_LINGER) == 0) {
        abort();
      } else if (leave()) {
        if (inbound.hasUnread() && kind != Kernel.Kind.PIPE) {
          resetPeer();
        } else if (peer != null) {
          sendEnd(peer);
        }
      }
      inbound.discard();
    }
  }

  /** Closes it and, on TCP, resets the peer. */
  public void abort() {
    synchronized (kernel) {
      if (!isTcp()) {
        close();
      } else if (leave()) {
        resetPeer();
        inbound.discard();
      }
    }
  }

  /** Ends it because nobody will accept it: its peer is reset, on a Unix socket, too. */
  void turnAway() {
    if (leave()) {
      resetPeer();
      inbound.discard();
    }
  }

  /** Says whether it was open. */
  private boolean leave() {
    boolean wasOpen = !closed;
    closed = true;
    isConnecting = false;
    kernel.changed();
    return wasOpen;
  }

  /** Whether it is closed. */
  public boolean isClosed() {
    synchronized (kernel) {
      return closed;
    }
  }

  /** A reset may overtake what is under way, which is lost then. */
  private void resetPeer() {
    StreamEnd receiver = peer;
    if (receiver != null && !isReset) {
      kernel.at(kernel.arrivalNanos(site), receiver::reset);
    }
  }

  private void resetLater() {
    kernel.at(kernel.arrivalNanos(site), this::reset);
  }

  private void reset() {
    if (!isReset) {
      isReset = true;
      // Who was told the end before, is told another error by TCP (tcp_reset in CLOSE_WAIT).
      untoldReset = isTcp() && inbound.hasEnded() ? BROKEN_PIPE : RESET;
    }
    inbound.breakOff();
    kernel.changed();
  }

  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
