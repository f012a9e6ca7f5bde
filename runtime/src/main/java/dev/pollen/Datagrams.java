package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.transport.DatagramSocket;
import dev.pollen.transport.TransportSocket;
import dev.pollen.wire.Encoder;
import dev.pollen.wire.WireWriter;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A socket that carries datagrams (UDP, or Unix sockets where the transport has them for it), to
 * and from anybody or one peer: what handlers send to, pause and close. From {@link Loop#bind} or
 * {@link Loop#connect(SocketAddress, DatagramDispatcher)}. Belongs to the thread of its loop; use
 * {@link Loop#execute} from others.
 *
 * <p>A datagram arrives whole or not at all; it may be empty, may be lost without notice, and may
 * overtake another one. On a Unix socket none is lost and none overtakes (unix(7)): a receiver that
 * is full is waited for, with all that is queued behind it.
 *
 * <p>Of the {@link Limits}, these apply: {@code outputLowMark}, {@code outputHighMark} and {@code
 * maxOutput} to the bytes that are queued while the system has no room, {@code drainTimeout} to
 * {@link #close()}, {@code maxMemory} of the loop to what is queued, and {@code datagramsPerPass}
 * both to what is received and to what leaves the queue. The others are about connections: a
 * datagram is never kept for later, so {@code maxInput} has nothing to bound, and where there is no
 * connection, none can take too long or be idle.
 */
public final class Datagrams extends Channel {
  /** What the length of a UDP datagram can tell. */
  private static final int MAX_DATAGRAM = 65535;

  private final DatagramDispatcher dispatcher;
  private @Nullable SocketAddress localAddress;
  private @Nullable SocketAddress remoteAddress;
  private final DatagramDriver driver;
  private @Nullable OwnedPath ownedPath;
  private boolean closeTold;

  Datagrams(Loop loop, Limits limits, DatagramSocket socket, DatagramDispatcher dispatcher) {
    super(loop, limits);
    this.dispatcher = dispatcher;
    this.driver = new DatagramDriver(this, socket, dispatcher);
  }

  /** Binds the socket that the user has created, and receives from now on. */
  void bind(SocketAddress local) throws IOException {
    requireNew("bind");
    loop().checkListening("bind");
    driver.socket().bind(local);
    start();
  }

  /** Restricts the socket that the user has created to one peer. */
  void connect(SocketAddress remote) throws IOException {
    if (state() == ChannelState.OPEN && remoteAddress == null) {
      driver.settledSocket().connect(remote);
      remoteAddress = remote;
    } else {
      requireNew("connect");
      driver.socket().connect(remote);
      start();
    }
  }

  /** Receives from now on; the socket is bound. */
  void start() throws IOException {
    localAddress = driver.socket().localAddress();
    remoteAddress = driver.socket().remoteAddress();
    driver.start();
  }

  /**
   * Where this socket is bound.
   *
   * @return the address, with the actual port, also when the socket is closed
   * @throws IllegalStateException if it is not bound yet
   */
  @Override
  public SocketAddress localAddress() {
    if (localAddress == null) {
      throw new IllegalStateException(this + " is not bound yet");
    }
    return localAddress;
  }

  /**
   * The one peer of a connected socket.
   *
   * @return its address, also when the socket is closed; {@code null} if there are many peers
   */
  public @Nullable SocketAddress remoteAddress() {
    return remoteAddress;
  }

  /**
   * Lets the path of a Unix socket be deleted when this socket is closed; unless somebody else has
   * put another file there by then. Without this call the path stays, as it does for every program,
   * and has to be deleted before it can be bound again.
   *
   * @return this
   * @throws IOException if the path cannot be examined
   * @throws IllegalStateException if this is not a Unix socket that is bound to a path
   */
  public Datagrams deletePathOnClose() throws IOException {
    loop().checkThread("Datagrams.deletePathOnClose");
    if (state() != ChannelState.OPEN
        || !(localAddress instanceof UnixDomainSocketAddress address)
        || address.getPath().toString().isEmpty()) {
      throw new IllegalStateException(this + " has no path of its own");
    }
    ownedPath = new OwnedPath(address.getPath());
    return this;
  }

  void deletePath() {
    if (ownedPath != null) {
      ownedPath.delete();
    }
  }

  /**
   * Sends one datagram. The buffer is read to its limit and is the caller's again. While the loop
   * runs, what is sent leaves together, in this pass: when the events of this socket are over, or,
   * if somebody else sends, at its end. While it does not run, each leaves at once. What the system
   * has no room for waits, and those that follow wait behind it, whoever gets them.
   *
   * <p>What the system refuses, for example because it is too large, is dropped, counted by {@link
   * #dropped()} and told to {@code @OnError}, later and never inside this call; if very many are
   * refused before that, not each of them is told. So is an answer to the sender of a Unix socket
   * that is bound to no path. On a socket that is closing, datagrams are dropped.
   *
   * @param data the datagram, which may be empty
   * @param to the receiver; of a connected socket, only its peer
   * @return {@code true} if all is well; {@code false} once more than {@link
   *     Limits#outputHighMark()} bytes are queued, until {@code @OnWrite} tells that they have
   *     drained, or if the datagram was dropped because the queue is full or the socket is closing
   * @throws IllegalArgumentException if the receiver is no address of this kind of socket, or not
   *     the peer of a connected one
   * @throws IllegalStateException on another thread than the loop's, or when the close event of
   *     this socket has been told
   */
  public boolean send(ByteBuffer data, SocketAddress to) {
    Objects.requireNonNull(to, "to");
    requireSameKind(to);
    if (remoteAddress != null && !remoteAddress.equals(to)) {
      throw new IllegalArgumentException(
          this + " is connected and sends to its peer only, not to " + to);
    }
    return sendTo(data, remoteAddress == null ? to : null);
  }

  /**
   * Sends one datagram; see {@link #send(ByteBuffer, SocketAddress)}.
   *
   * @param data the datagram; the array is the caller's again
   * @param to the receiver
   * @return {@code false} if it is time to slow down
   */
  public boolean send(byte[] data, SocketAddress to) {
    return send(ByteBuffer.wrap(data), to);
  }

  /**
   * Sends text as UTF-8, in one datagram; see {@link #send(ByteBuffer, SocketAddress)}.
   *
   * @param text the text
   * @param to the receiver
   * @return {@code false} if it is time to slow down
   */
  public boolean send(CharSequence text, SocketAddress to) {
    return send(text.toString().getBytes(StandardCharsets.UTF_8), to);
  }

  /**
   * Sends a message, in one datagram; see {@link #send(ByteBuffer, SocketAddress)}. If the encoder
   * fails, nothing is sent.
   *
   * @param message the message
   * @param encoder what turns it into bytes; it runs inside this call
   * @param to the receiver; {@code null} for the peer of a connected socket
   * @param <T> the kind of message
   * @return {@code false} if it is time to slow down
   * @throws IllegalArgumentException as for {@link #send(ByteBuffer, SocketAddress)}, and if the
   *     message has a value for which there are no bytes
   * @throws IllegalStateException as for {@link #send(ByteBuffer, SocketAddress)}, and if the
   *     message has more than 65535 bytes
   */
  public <T> boolean send(T message, Encoder<? super T> encoder, @Nullable SocketAddress to) {
    loop().checkThread("Datagrams.send");
    MessageWriters writers = loop().pools().messageWriters();
    WireWriter writer = writers.take(MAX_DATAGRAM);
    try {
      ByteBuffer data = MessageWriters.encode(message, encoder, writer);
      return to == null ? send(data) : send(data, to);
    } finally {
      writers.giveBack(writer);
    }
  }

  /**
   * Sends one datagram to the peer of a connected socket; see {@link #send(ByteBuffer,
   * SocketAddress)}.
   *
   * @param data the datagram, which may be empty
   * @return {@code false} if it is time to slow down
   * @throws IllegalStateException if this socket is not connected; on another thread than the
   *     loop's, or when the close event of this socket has been told
   */
  public boolean send(ByteBuffer data) {
    if (remoteAddress == null) {
      throw new IllegalStateException(
          this + " has many peers: say to whom, or use a socket of Loop.connect");
    }
    return sendTo(data, null);
  }

  /**
   * Sends one datagram to the peer of a connected socket; see {@link #send(ByteBuffer)}.
   *
   * @param data the datagram; the array is the caller's again
   * @return {@code false} if it is time to slow down
   */
  public boolean send(byte[] data) {
    return send(ByteBuffer.wrap(data));
  }

  /**
   * Sends text as UTF-8, in one datagram to the peer of a connected socket; see {@link
   * #send(ByteBuffer)}.
   *
   * @param text the text
   * @return {@code false} if it is time to slow down
   */
  public boolean send(CharSequence text) {
    return send(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether this is a Unix socket. */
  boolean isUnix() {
    return localAddress instanceof UnixDomainSocketAddress;
  }

  private void requireSameKind(SocketAddress to) {
    ChannelOpener.requireKnownKind(to);
    if (localAddress != null && isUnix() != to instanceof UnixDomainSocketAddress) {
      throw new IllegalArgumentException(
          this + " sends to addresses of its own kind only, not to " + to);
    }
  }

  private boolean sendTo(ByteBuffer data, @Nullable SocketAddress to) {
    loop().checkThread("Datagrams.send");
    if (state() == ChannelState.NEW) {
      throw new IllegalStateException(this + ": bind it before sending");
    }
    if (closeTold) {
      throw new IllegalStateException(
          this + ": its close event has been told; forget a socket in @OnClose");
    }
    return driver.send(data, to);
  }

  /**
   * How much output is queued.
   *
   * @return the bytes of the datagrams that the operating system has not taken yet, those of the
   *     turn that is running among them
   */
  public long queuedBytes() {
    return driver.queuedBytes();
  }

  /**
   * How many datagrams {@code send} was given that were dropped: because they could not be queued,
   * or because the system refused them. Those that are still queued when the socket is closed do
   * not count; {@link CloseReason#undeliveredBytes()} tells of them.
   *
   * @return their number since the socket was opened
   */
  public long dropped() {
    return driver.dropped();
  }

  /**
   * Stops reading: from now on no datagrams are delivered. The system keeps some of them, and drops
   * the rest.
   */
  public void pauseReading() {
    loop().checkThread("Datagrams.pauseReading");
    driver.pauseReading(true);
  }

  /** Reads again after {@link #pauseReading()}. */
  public void resumeReading() {
    loop().checkThread("Datagrams.resumeReading");
    driver.pauseReading(false);
  }

  /**
   * Whether reading is paused.
   *
   * @return whether {@link #pauseReading()} was called last
   */
  public boolean isReadingPaused() {
    return driver.isReadingPaused();
  }

  /**
   * Runs a task on the loop thread after a delay, unless this socket is closing or closed by then.
   *
   * @param delay how long to wait
   * @param task what to run; what it throws goes to {@link Dispatcher#handleError}
   * @return the timer, to cancel or reschedule it
   * @throws IllegalArgumentException if the delay is negative
   */
  public Timer schedule(Duration delay, Runnable task) {
    loop().checkThread("Datagrams.schedule");
    Timer timer = Timer.once(loop(), new TaskHook(task), this);
    timer.reschedule(delay);
    return timer;
  }

  /**
   * Closes this socket gracefully: what is queued still leaves, for at most {@link
   * Limits#drainTimeout()}, and then the close event follows. Nothing is delivered any more.
   */
  @Override
  public void close() {
    loop().checkThread("Datagrams.close");
    driver.beginClosing();
  }

  /** Closes this socket at once and drops what is queued. */
  public void abort() {
    loop().checkThread("Datagrams.abort");
    driver.end(Kind.ABORTED);
  }

  @Override
  LogLine describe(long nowNanos) {
    return super.describe(nowNanos)
        .add("local", textOf(this::localAddress))
        .add("remote", textOf(this::remoteAddress))
        .add("queued", queuedBytes())
        .add("dropped", dropped())
        .add("reading", isReadingPaused() ? "paused" : "on");
  }

  @Override
  public String toString() {
    return "Datagrams["
        + state()
        + " "
        + localAddress
        + (remoteAddress == null ? "" : " to " + remoteAddress)
        + "]";
  }

  // ---- for its loop and its dispatcher ----

  DatagramDriver driver() {
    return driver;
  }

  @Override
  TransportSocket socket() {
    return driver.settledSocket();
  }

  @Override
  Dispatcher dispatcher() {
    return dispatcher;
  }

  @Override
  void settle() {
    driver.settle();
  }

  @Override
  void closeForLoop() {
    driver.end(Kind.LOOP_CLOSED);
  }

  /** One bad datagram must not end the socket for all other peers. */
  @Override
  void errorHookFailed(Throwable cause) {}

  @Override
  void deliverClose() {
    tellClose(driver.reason());
    closeTold = true;
  }
}
