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
  private final int urgent;
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

  /** Why the transport takes no more output; what the peer sent before is still delivered. */
  private @Nullable IOException outputFailure;

  private boolean closeTold;
  private @Nullable Connecting connecting;
  private @Nullable Closing closing;

  private @Nullable CloseReason reason;

  Connection(Loop loop, Limits limits, StreamSocket socket, ConnectionDispatcher dispatcher) {
    super(loop, limits);
    this.socket = socket;
    this.dispatcher = dispatcher;
    this.urgent = dispatcher.wantsUrgent() ? Readiness.URGENT : Readiness.NONE;
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
   * @return {@code true} if all is well; {@code false} once more than {@link
   *     Limits#outputHighMark()} bytes are queued, until {@code @OnWrite} tells that they have
   *     drained, or if the bytes were dropped
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
    if (closeTold) {
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
   * Ends this side of the stream: what was sent still leaves, then the peer sees the end, and may
   * go on sending. What is sent from now on is dropped.
   */
  public void shutdownOutput() {
    loop().checkThread("Connection.shutdownOutput");
    output.endWhenEmpty();
    settleSoon();
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
    interest = Readiness.READ | urgent;
    socket.register(this::ready, interest);
    become(ChannelState.OPEN);
    loop().add(this);
    try {
      inTurn = true;
      tell(Event.ACCEPT);
      endTurn();
    } catch (Throwable cause) {
      servingFailed(cause);
    }
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
    try {
      inTurn = true;
      proceedConnecting();
      if ((readiness & (Readiness.READ | Readiness.URGENT)) != 0) {
        input.receive();
      }
      if ((readiness & Readiness.URGENT) != 0) {
        receiveUrgent();
      }
      if ((readiness & Readiness.WRITE) != 0) {
        flush();
        if (mayWrite() && output.isEmpty() && tellsEvents()) {
          output.forgetDrained();
          tell(Event.WRITE);
        }
      }
      endTurn();
    } catch (Throwable cause) {
      servingFailed(cause);
    }
  }

  /** Asks the loop for a turn in which to tell what the socket will not report. */
  void deferTurn() {
    if (!turnDeferred) {
      turnDeferred = true;
      loop().deferTurn(this);
    }
  }

  void deferredTurn() {
    try {
      turnDeferred = false;
      inTurn = true;
      proceedConnecting();
      input.deferredTurn();
      output.deferredTurn();
      endTurn();
    } catch (Throwable cause) {
      servingFailed(cause);
    }
  }

  private void endTurn() {
    inTurn = false;
    if (exceededLimit == null) {
      flush();
    }
    // The transport is told of a new interest once, at the end of the pass.
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
    try {
      if (exceededLimit != null) {
        failForLimit(exceededLimit);
      }
      flush();
      if (outputFailure != null && closing == null && !input.delivers()) {
        // Nobody wants what may still come, so there is nothing to wait for.
        abort(Kind.BROKEN, outputFailure);
      }
      int wanted = wantedInterest();
      if (wanted != interest && state() != ChannelState.CLOSED) {
        interest = wanted;
        socket.interest(wanted);
      }
    } catch (Throwable cause) {
      servingFailed(cause);
    }
  }

  private void failForLimit(LimitExceededException exceeded) {
    tellFailure(null, exceeded);
    if (exceeded.isOfInput()) {
      // The peer may be told why, and it is not its reading that is at fault.
      beginClosing(Kind.LIMIT, exceeded);
    } else {
      abort(Kind.LIMIT, exceeded);
    }
    exceededLimit = null;
  }

  /** The runtime itself failed, most likely for want of memory: this connection is past help. */
  private void servingFailed(Throwable cause) {
    inTurn = false;
    loop().noteFatal(cause);
    abort(Kind.HANDLER_FAILED, cause);
    FailureLog.servingFailed(this, cause);
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
        int wanted = input.wantsReadiness() ? Readiness.READ | urgent : Readiness.NONE;
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

  /** Whether more events may be told now; after an exceeded limit, only its error. */
  boolean tellsEvents() {
    return isOpenForHandler() && exceededLimit == null;
  }

  /** Whether the handler may still do something with this connection. */
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

  /** Calls the hook for an event; says whether it returned. */
  boolean tell(Event event) {
    try {
      switch (event) {
        case ACCEPT -> dispatcher.handleAccept();
        case CONNECT -> dispatcher.handleConnect();
        case READ -> dispatcher.handleRead();
        case WRITE -> dispatcher.handleWrite();
        case EOF -> dispatcher.handleEof();
        default -> throw new AssertionError(event);
      }
      return true;
    } catch (Throwable cause) {
      tellFailure(event, cause);
      return false;
    }
  }

  private void receiveUrgent() {
    int value = -1;
    try {
      if (input.delivers()) {
        value = socket.receiveUrgent();
      }
    } catch (IOException e) {
      broken(e);
      return;
    }
    if (value >= 0) {
      try {
        dispatcher.handleUrgent((byte) value);
      } catch (Throwable cause) {
        tellFailure(Event.URGENT, cause);
      }
      input.receive();
    }
  }

  /** Fails this connection, but later: an event may be running. */
  void exceeded(String limit, boolean ofInput) {
    if (exceededLimit == null) {
      exceededLimit = new LimitExceededException(this + " exceeds " + limit, ofInput);
      settleSoon();
    }
  }

  void inputEnded() {
    if (outputFailure != null && closing == null) {
      abort(Kind.BROKEN, outputFailure);
    } else if (state() == ChannelState.OPEN) {
      become(ChannelState.HALF_CLOSED);
      tell(Event.EOF);
    }
  }

  void broken(IOException cause) {
    if (closing != null) {
      closing.broken(output, cause);
    } else {
      abort(Kind.BROKEN, outputFailure != null ? outputFailure : cause);
    }
  }

  /** The peer takes no more, but what it sent before may still wait to be delivered. */
  void outputBroken(IOException cause) {
    if (input.delivers()) {
      outputFailure = cause;
    } else {
      abort(Kind.BROKEN, cause);
    }
  }

  // ---- its end ----

  void closeAfterEof() {
    beginClosing(Kind.PEER, null);
  }

  /** The default for a failure. If the connection itself failed, its end is on the way already. */
  void closeAfterFailure(Throwable cause) {
    if (dispatcher.failedEvent != null) {
      beginClosing(Kind.HANDLER_FAILED, cause);
    }
  }

  @Override
  void errorHookFailed(Throwable cause) {
    // An attempt to connect, or a limit, ends this connection with a reason of its own.
    if (isOpenForHandler() && exceededLimit == null) {
      beginClosing(Kind.HANDLER_FAILED, cause);
    }
  }

  private void beginClosing(Kind kind, @Nullable Throwable cause) {
    if (state() == ChannelState.CONNECTING) {
      abort(kind, cause);
    } else if (isOpenForHandler()) {
      become(ChannelState.CLOSING);
      input.clear();
      removeTimers();
      closing = new Closing(this, kind, cause);
      settleSoon();
    }
  }

  @Override
  void closeForLoop() {
    if (state() != ChannelState.CLOSED && output.isEmpty()) {
      // Without a reset: the system goes on to deliver what it has taken.
      end(Kind.LOOP_CLOSED, null);
    } else {
      abort(Kind.LOOP_CLOSED, null);
    }
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
    closeTold = true;
  }
}
