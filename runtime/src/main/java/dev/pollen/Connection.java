package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A stream of bytes to and from one peer: what handlers send to, pause and close. Belongs to the
 * thread of its loop; use {@link Loop#execute} from others.
 */
public final class Connection extends Channel {
  /** An interest that no transport can have been told, so that the next update tells it. */
  private static final int UNKNOWN_INTEREST = -1;

  private final ConnectionDispatcher dispatcher;
  private final @Nullable Polling polling;
  private final ConnectionInput input;
  private final ConnectionOutput output;
  private StreamSocket socket;

  /** What the transport was told last. */
  private int interest = UNKNOWN_INTEREST;

  /** Whether a turn of this connection is running, at the end of which it is settled anyway. */
  private boolean inTurn;

  /** Whether the loop is to give this connection a turn without readiness. */
  private boolean turnDeferred;

  private @Nullable LimitExceededException exceededLimit;

  /** Whether this connection ends in any case as soon as the error hook has returned. */
  private boolean failing;

  private @Nullable Connecting connecting;
  private @Nullable Closing closing;

  private @Nullable CloseReason reason;

  Connection(Loop loop, Limits limits, StreamSocket socket, ConnectionDispatcher dispatcher) {
    super(loop, limits);
    this.socket = socket;
    this.dispatcher = dispatcher;
    this.polling = dispatcher instanceof PolledDispatcher polled ? new Polling(this, polled) : null;
    this.input = new ConnectionInput(this);
    this.output = new ConnectionOutput(this, loop.segments());
  }

  // ---- what handlers use ----

  /**
   * The peer.
   *
   * @return its address, also when the connection is closed
   */
  public SocketAddress remoteAddress() {
    return socket.remoteAddress();
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    return socket.localAddress();
  }

  /**
   * Sends bytes. They are copied, and leave when the current event has been handled; while the
   * connection is being made, they wait for it. The buffer is read to its limit and is the caller's
   * again.
   *
   * <p>On a connection that is closing or broken the bytes are dropped; the close event tells why.
   *
   * @param data the bytes
   * @return {@code true} if all is well; {@code false} if more than {@link Limits#outputHighMark()}
   *     bytes are queued, so that it is time to wait for {@code @OnWrite}, or if the bytes were
   *     dropped
   * @throws IllegalStateException on another thread than the loop's, or when the close event of
   *     this connection has been told
   */
  public boolean send(ByteBuffer data) {
    loop().checkThread("Connection.send");
    switch (state()) {
      case CONNECTING, OPEN, HALF_CLOSED -> {
        if (exceededLimit == null) {
          boolean allIsWell = output.add(data);
          settleSoon();
          return allIsWell;
        }
      }
      case CLOSED -> requireCloseNotTold();
      default -> {}
    }
    data.position(data.limit());
    return false;
  }

  /**
   * Sends bytes; see {@link #send(ByteBuffer)}.
   *
   * @param data the bytes; the array is the caller's again
   * @return {@code false} if it is time to slow down
   */
  public boolean send(byte[] data) {
    return send(ByteBuffer.wrap(data));
  }

  /**
   * Sends text as UTF-8; see {@link #send(ByteBuffer)}.
   *
   * @param text the text
   * @return {@code false} if it is time to slow down
   */
  public boolean send(CharSequence text) {
    return send(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void requireCloseNotTold() {
    // Until then the handler cannot know; from then on it should have forgotten this connection.
    if (slot == ChannelRegistry.NO_SLOT) {
      throw new IllegalStateException(
          this + ": its close event has been told; forget a connection in @OnClose");
    }
  }

  /**
   * How much output is queued.
   *
   * @return the bytes that the operating system has not taken yet
   */
  public long queuedBytes() {
    return output.size();
  }

  /**
   * Stops reading: from now on no bytes are delivered, and soon the peer is slowed down by flow
   * control. The end of the stream and a broken connection are not noticed either, unless by
   * sending.
   */
  public void pauseReading() {
    loop().checkThread("Connection.pauseReading");
    input.pause();
    settleSoon();
  }

  /**
   * Reads again after {@link #pauseReading()}; bytes that were left unread are presented again
   * soon.
   */
  public void resumeReading() {
    loop().checkThread("Connection.resumeReading");
    input.resume();
    settleSoon();
  }

  /**
   * Whether reading is paused.
   *
   * @return whether {@link #pauseReading()} was called last
   */
  public boolean isReadingPaused() {
    return input.isPaused();
  }

  /**
   * Runs a task on the loop thread after a delay, unless this connection is closed by then.
   *
   * @param delay how long to wait
   * @param task what to run; what it throws is logged
   * @return the timer, to cancel or reschedule it
   * @throws IllegalArgumentException if the delay is negative
   */
  public Timer schedule(Duration delay, Runnable task) {
    loop().checkThread("Connection.schedule");
    Timer timer = new Timer(loop(), task, this);
    timer.reschedule(delay);
    return timer;
  }

  /**
   * Closes this connection gracefully: what was sent still leaves, then the peer sees the end of
   * the stream, and when it has ended its side too, or after {@link Limits#drainTimeout()}, the
   * close event follows. Nothing is delivered any more. A connection that is still being made is
   * given up.
   */
  @Override
  public void close() {
    loop().checkThread("Connection.close");
    beginClosing(Kind.LOCAL, null);
  }

  /** Closes this connection at once and drops what has not left; on TCP, the peer sees a reset. */
  public void abort() {
    loop().checkThread("Connection.abort");
    abort(Kind.ABORTED, null);
  }

  @Override
  public String toString() {
    return "Connection[" + state() + " " + remoteAddress() + "]";
  }

  // ---- how it begins ----

  void startAccepted() throws IOException {
    socket.register(this::ready, Readiness.READ);
    interest = Readiness.READ;
    become(ChannelState.OPEN);
    loop().add(this);
    inTurn = true;
    tell(Event.ACCEPT);
    endTurn();
  }

  void startConnecting() {
    become(ChannelState.CONNECTING);
    loop().add(this);
    interest = Readiness.WRITE;
    try {
      socket.register(this::ready, interest);
    } catch (IOException e) {
      socket.close();
      socket = new FailedSocket(remoteAddress(), e);
    }
    if (socket instanceof FailedSocket) {
      deferTurn();
    }
    connecting = new Connecting(this);
  }

  private void proceedConnecting() {
    if (connecting != null && connecting.finish(socket)) {
      connecting = null;
      become(ChannelState.OPEN);
      // Some transports translate the same interest differently from now on.
      interest = UNKNOWN_INTEREST;
      tell(Event.CONNECT);
    }
  }

  // ---- its turns ----

  private void ready(int readiness) {
    inTurn = true;
    proceedConnecting();
    if ((readiness & Readiness.READ) != 0) {
      input.receive();
    }
    if ((readiness & Readiness.WRITE) != 0) {
      flush();
      if (mayWrite() && output.isEmpty() && isOpenForHandler()) {
        output.forgetDrained();
        tell(Event.WRITE);
      }
    }
    endTurn();
  }

  /** Asks the loop for a turn in which to tell what the socket will not report. */
  void deferTurn() {
    if (!turnDeferred) {
      turnDeferred = true;
      loop().deferTurn(this);
    }
  }

  void deferredTurn() {
    turnDeferred = false;
    inTurn = true;
    proceedConnecting();
    input.deferredTurn();
    output.deferredTurn();
    endTurn();
  }

  private void endTurn() {
    inTurn = false;
    if (exceededLimit == null) {
      flush();
    }
    // The transport is told of a new interest once, at the end of the tick.
    if (exceededLimit != null || wantedInterest() != interest) {
      settleSoon();
    }
  }

  private void settleSoon() {
    if (!inTurn) {
      loop().settleLater(this);
    }
  }

  @Override
  void settle() {
    LimitExceededException exceeded = exceededLimit;
    if (exceeded != null) {
      exceededLimit = null;
      fail(Kind.LIMIT, exceeded);
    }
    flush();
    int wanted = wantedInterest();
    if (wanted != interest && state() != ChannelState.CLOSED) {
      interest = wanted;
      socket.interest(wanted);
    }
  }

  private void flush() {
    if (state() == ChannelState.CONNECTING || state() == ChannelState.CLOSED) {
      return;
    }
    output.flush();
    if (closing != null && state() == ChannelState.CLOSING) {
      closing.proceed(output, input.hasEnded());
    }
  }

  private int wantedInterest() {
    return switch (state()) {
      case CONNECTING -> Readiness.WRITE;
      case CLOSED -> interest;
      default -> {
        int wanted = input.wantsReadiness() ? Readiness.READ : Readiness.NONE;
        boolean wantsToWrite = !output.isEmpty() || (mayWrite() && isOpenForHandler());
        yield wantsToWrite ? wanted | Readiness.WRITE : wanted;
      }
    };
  }

  // ---- what its sides and its loop ask and tell ----

  StreamSocket socket() {
    return socket;
  }

  @Override
  Dispatcher dispatcher() {
    return dispatcher;
  }

  ByteBuffer input() {
    loop().checkThread("recv");
    return input.presented();
  }

  String methodFor(Event event) {
    return dispatcher.methodFor(event);
  }

  /** Whether events other than the last may be told. */
  boolean isOpenForHandler() {
    return state() == ChannelState.OPEN || state() == ChannelState.HALF_CLOSED;
  }

  boolean isPolled() {
    return polling != null;
  }

  /** Whether nothing but the state and a pause could forbid to deliver input. */
  boolean mayRead() {
    return exceededLimit == null && (polling == null || polling.reading());
  }

  /** Whether the predicate of the dispatcher, if there is one, asks to write. */
  private boolean mayWrite() {
    return polling != null && polling.writing();
  }

  /** Whether there is room again and nobody was told. */
  boolean hasDrained() {
    return output.hasDrained();
  }

  /** Asks the predicates, before a wait. */
  void askInterest() {
    if (polling != null && isOpenForHandler()) {
      if (polling.ask()) {
        input.presentUnreadAgain();
      }
      if (wantedInterest() != interest) {
        settleSoon();
      }
    }
  }

  void tell(Event event) {
    try {
      switch (event) {
        case ACCEPT -> dispatcher.handleAccept();
        case CONNECT -> dispatcher.handleConnect();
        case READ -> dispatcher.handleRead();
        case WRITE -> dispatcher.handleWrite();
        case EOF -> dispatcher.handleEof();
        default -> throw new AssertionError(event);
      }
    } catch (Throwable cause) {
      tellFailure(event, cause);
    }
  }

  /** Fails this connection, but later: an event may be running. */
  void exceeded(String limit) {
    if (exceededLimit == null) {
      exceededLimit = new LimitExceededException(this + " exceeds " + limit);
      settleSoon();
    }
  }

  void inputEnded() {
    if (state() == ChannelState.OPEN) {
      become(ChannelState.HALF_CLOSED);
      tell(Event.EOF);
    }
  }

  void broken(IOException cause) {
    if (closing != null) {
      closing.broken(output, cause);
    } else {
      abort(Kind.BROKEN, cause);
    }
  }

  void brokenOutput(IOException cause) {
    try {
      input.receiveRest();
    } catch (IOException alsoBroken) {
      cause.addSuppressed(alsoBroken);
    }
    abort(Kind.BROKEN, cause);
  }

  // ---- its end ----

  void closeAfterEof() {
    beginClosing(Kind.PEER, null);
  }

  /** The default for a failure. */
  void closeAfterFailure(Throwable cause) {
    beginClosing(Kind.HANDLER_FAILED, cause);
  }

  /** The connection itself failed; whatever the error hook closes, this is why it ends. */
  void fail(Kind kind, IOException cause) {
    failing = true;
    tellFailure(Event.ERROR, cause);
    abort(kind, cause);
  }

  @Override
  void errorHookFailed(Throwable cause) {
    beginClosing(Kind.HANDLER_FAILED, cause);
  }

  private void beginClosing(Kind kind, @Nullable Throwable cause) {
    if (failing) {
      return;
    }
    if (state() == ChannelState.CONNECTING) {
      abort(kind, cause);
    } else if (isOpenForHandler()) {
      become(ChannelState.CLOSING);
      input.clear();
      closing = new Closing(this, kind, cause);
      settleSoon();
    }
  }

  @Override
  void closeForLoop() {
    abort(Kind.LOOP_CLOSED, null);
  }

  void abort(Kind kind, @Nullable Throwable cause) {
    if (state() != ChannelState.CLOSED) {
      socket.abort();
      end(kind, cause);
    }
  }

  void end(Kind kind, @Nullable Throwable cause) {
    become(ChannelState.CLOSED);
    socket.close();
    removeTimers();
    connecting = null;
    closing = null;
    reason = new CloseReason(kind, cause, output.undelivered());
    output.clear();
    input.clear();
    loop().closed(this);
  }

  @Override
  void deliverClose() {
    assert reason != null;
    tellClose(reason);
  }
}
