package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.flight.RunningCallback;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * Drives a connection: through its states, its turns in the passes of the loop, and to its end.
 *
 * <p>A turn is what the loop gives a connection when its socket is ready, or when the connection
 * has asked for one because it has something to tell that the socket will not report. Within a turn
 * events are told; at its end output is flushed. What else changes is settled at the end of the
 * pass.
 */
final class ConnectionDriver implements Agenda.Deferred {
  private final Connection connection;
  private final ConnectionDispatcher dispatcher;
  private final ConnectionInterest interest;
  private final ConnectionInput input;
  private final ConnectionOutput output;
  private StreamSocket socket;

  /** Whether a turn of this connection is running, at the end of which it is settled anyway. */
  private boolean inTurn;

  /** Whether the loop is to give this connection a turn without readiness. */
  private boolean turnDeferred;

  private @Nullable LimitExceededException exceededLimit;

  /** Why the transport takes no more output; what the peer sent before is still delivered. */
  private @Nullable IOException outputFailure;

  /** Why the output cannot be continued. */
  private @Nullable Throwable producerFailure;

  private boolean producerFailureTold;

  /** Whether this connection ends in any case as soon as the error hook has returned. */
  private boolean failing;

  /** Who holds a permit for this connection until it ends. */
  private @Nullable Listener acceptedBy;

  /** If there is one for the silence of this connection. */
  private @Nullable Deadlines deadlines;

  /** The deadline that has passed, while that is told. */
  private @Nullable SocketTimeoutException timeout;

  private @Nullable Connecting connecting;
  private @Nullable Closing closing;

  private @Nullable CloseReason reason;

  ConnectionDriver(Connection connection, StreamSocket socket, ConnectionDispatcher dispatcher) {
    this.connection = connection;
    this.socket = socket;
    this.dispatcher = dispatcher;
    this.interest =
        new ConnectionInterest(
            this,
            dispatcher.wantsUrgent() ? Readiness.URGENT : Readiness.NONE,
            dispatcher instanceof PolledDispatcher polled ? new Polling(connection, polled) : null);
    this.input =
        new ConnectionInput(
            this,
            connection.loop().memory(),
            dispatcher instanceof FramedDispatcher framed ? framed : null);
    this.output = new ConnectionOutput(this, connection.loop().segments());
  }

  // ---- how it begins ----

  void startAccepted(Listener by) throws IOException {
    socket.register(this::ready, interest.atRegistration());
    acceptedBy = by;
    connection.become(ChannelState.OPEN);
    connection.loop().add(connection);
    try {
      inTurn = true;
      tellOpening(Event.ACCEPT);
      endTurn();
    } catch (Throwable cause) {
      servingFailed(cause);
    }
  }

  /** Connects, by a socket that the user has prepared or by one of its own. */
  void startConnecting(SocketAddress remote, @Nullable StreamSocket prepared) {
    socket = new NoSocket(remote);
    connection.become(ChannelState.CONNECTING);
    connection.loop().add(connection);
    connecting = new Connecting(connection, remote, prepared, Event.CONNECT);
    connecting.start();
  }

  /** Takes over a socket that is connected, or being connected, already. */
  void startAdopted(Event opening) throws IOException {
    socket.register(this::ready, Readiness.WRITE);
    connection.become(ChannelState.CONNECTING);
    connection.loop().add(connection);
    if (!socket.canReceive()) {
      input.endUntold();
    }
    if (!socket.canSend()) {
      output.endUntold();
    }
    connecting = new Connecting(connection, socket.remoteAddress(), null, opening);
    deferTurn();
  }

  /** Waits for this socket to be connected. */
  void connectBy(StreamSocket newSocket) throws IOException {
    newSocket.register(this::ready, interest.atRegistration());
    socket = newSocket;
  }

  /** Waits for no socket; the one before has failed. */
  void connectByNone(SocketAddress remote) {
    socket = new NoSocket(remote);
  }

  private void proceedConnecting() {
    if (connecting != null && connecting.proceed()) {
      Event opening = connecting.opening();
      connecting = null;
      connection.become(ChannelState.OPEN);
      interest.forgetTold();
      tellOpening(opening);
    }
  }

  private void tellOpening(Event opening) {
    // What only sends waits for no byte.
    boolean waitsForFirstByte = opening == Event.ACCEPT && !input.hasEnded();
    if (Deadlines.areIn(limits(), waitsForFirstByte)) {
      deadlines().start(waitsForFirstByte);
    }
    connection.tellOpen();
    if (tellsEvents()) {
      tell(opening);
    }
    input.opened();
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
        input.receiveUrgent();
      }
      if ((readiness & Readiness.WRITE) != 0) {
        flush();
        if (interest.asksToWrite() && output.isEmpty() && tellsEvents()) {
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
      connection.loop().agenda().deferTurn(this);
    }
  }

  @Override
  public void deferredTurn() {
    try {
      turnDeferred = false;
      inTurn = true;
      proceedConnecting();
      input.deferredTurn();
      receiveLast();
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
    if (exceededLimit != null || interest.hasChanged()) {
      settleSoon();
    }
  }

  /** At the end of this turn, if there is one, or at the end of the pass. */
  void settleSoon() {
    if (!inTurn) {
      connection.loop().agenda().settle(connection);
    }
  }

  void settle() {
    try {
      if (exceededLimit != null) {
        failForLimit(exceededLimit);
      }
      if (producerFailure != null && !producerFailureTold) {
        producerFailureTold = true;
        failForProducer(producerFailure);
      }
      flush();
      if (outputFailure != null && closing == null && !input.delivers()) {
        // Nobody wants what may still come, so there is nothing to wait for.
        abort(Kind.BROKEN, outputFailure);
      }
      if (state() != ChannelState.CLOSED) {
        interest.update(socket);
      }
    } catch (Throwable cause) {
      servingFailed(cause);
    }
  }

  private void failForLimit(LimitExceededException exceeded) {
    if (exceeded.isOfInput()) {
      // The peer may be told why, since it is not its reading that is at fault.
      connection.tellFailure(null, exceeded);
      beginClosing(Kind.LIMIT, exceeded);
    } else {
      fail(Kind.LIMIT, exceeded);
    }
    exceededLimit = null;
  }

  private void failForProducer(Throwable cause) {
    connection.tellFailure(null, cause);
    beginClosing(Kind.HANDLER_FAILED, cause);
  }

  /** The runtime itself failed, most likely for want of memory: this connection is past help. */
  private void servingFailed(Throwable cause) {
    inTurn = false;
    connection.loop().noteFatal(cause);
    abort(Kind.HANDLER_FAILED, cause);
    connection.loop().records().failures().servingFailed(connection, cause);
  }

  private void flush() {
    if (!isOpenForHandler() && state() != ChannelState.CLOSING) {
      return;
    }
    output.flush();
    if (closing != null && state() == ChannelState.CLOSING) {
      closing.proceed(output, input.hasEnded());
    }
  }

  // ---- what its sides and its loop ask and tell ----

  StreamSocket socket() {
    return socket;
  }

  ConnectionInput input() {
    return input;
  }

  ConnectionOutput output() {
    return output;
  }

  ChannelState state() {
    return connection.state();
  }

  Limits limits() {
    return connection.limits;
  }

  /** For those that watch the traffic of this connection. */
  Deadlines deadlines() {
    if (deadlines == null) {
      deadlines = new Deadlines(connection);
    }
    return deadlines;
  }

  /** So many bytes have arrived. */
  void noteReceived(long count) {
    connection.noteReceived(count);
    if (deadlines != null) {
      deadlines.received();
    }
  }

  /** The system has taken so many bytes. */
  void noteSent(long count) {
    connection.noteSent(count);
    if (deadlines != null) {
      deadlines.passed();
    }
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
    return interest.isPolled();
  }

  /** Whether nothing but the state and a pause could forbid to deliver input. */
  boolean mayRead() {
    return exceededLimit == null && interest.allowsToRead();
  }

  /** Whether what is sent may be queued. */
  boolean takesOutput() {
    return (isOpenForHandler() || state() == ChannelState.CONNECTING)
        && producerFailure == null
        && (exceededLimit == null || exceededLimit.isOfInput());
  }

  /** Asks the predicates, before a wait. */
  void askInterest() {
    if (isOpenForHandler()) {
      if (interest.poll()) {
        input.presentUnreadAgain();
      }
      if (interest.hasChanged()) {
        settleSoon();
      }
    }
  }

  /** Calls the hook for an event; says whether it returned. */
  boolean tell(Event event) {
    Throwable failure = null;
    RunningCallback call = connection.begin();
    try {
      dispatcher.dispatch(event);
    } catch (Throwable cause) {
      failure = cause;
    }
    connection.ends(call, event);
    if (failure != null) {
      connection.tellFailure(event, failure);
    }
    return failure == null;
  }

  void tellUrgent(byte value) {
    Throwable failure = null;
    RunningCallback call = connection.begin();
    try {
      dispatcher.handleUrgent(value);
    } catch (Throwable cause) {
      failure = cause;
    }
    connection.ends(call, Event.URGENT);
    if (failure != null) {
      connection.tellFailure(Event.URGENT, failure);
    }
  }

  /** Something is wrong with a frame; only if that is skipped, the connection may go on. */
  void misframed(IOException cause) {
    connection.tellFailure(null, cause);
    if (cause instanceof MalformedFrameException) {
      beginClosing(Kind.HANDLER_FAILED, cause);
    }
  }

  /** The stream has ended; says whether in the middle of a character. */
  boolean tellUnfinishedText(int unread) {
    boolean isUnfinished = dispatcher.endsInsideCharacter(unread);
    if (isUnfinished) {
      connection.tellFailure(Event.READ, new MalformedInputException(unread));
    }
    return isUnfinished;
  }

  void tellTruncated(FramedDispatcher framed, ByteBuffer tail) {
    try {
      framed.truncated(tail);
    } catch (Throwable cause) {
      connection.tellFailure(Event.READ, cause);
    }
  }

  /** Fails this connection, but later: an event may be running. */
  void exceeded(String limit, boolean ofInput) {
    exceeded(new LimitExceededException(connection + " exceeds " + limit, ofInput));
  }

  void exceeded(LimitExceededException exceeded) {
    if (exceededLimit == null) {
      exceededLimit = exceeded;
      settleSoon();
    }
  }

  /** Ends this connection when what was sent before has left, but later. */
  void producerFailed(Throwable cause) {
    output.cutProducers();
    if (producerFailure == null) {
      producerFailure = cause;
      if (closing != null) {
        closing.failed(cause);
      }
      settleSoon();
    }
  }

  void producerNotClosed(Throwable cause) {
    connection.loop().noteFatal(cause);
    connection.loop().records().failures().producerNotClosed(connection, cause);
  }

  void discardBuffers() {
    input.clear();
    output.discard();
    settleSoon();
  }

  void inputEnded() {
    if (deadlines != null) {
      deadlines.inputEnded();
    }
    if (outputFailure != null && closing == null) {
      abort(Kind.BROKEN, outputFailure);
    } else if (state() == ChannelState.OPEN) {
      connection.become(ChannelState.HALF_CLOSED);
      input.tellTruncated();
      if (tellsEvents()) {
        tell(Event.EOF);
      }
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
      deferTurn();
    } else {
      abort(Kind.BROKEN, cause);
    }
  }

  /**
   * What had arrived when output broke. Not every peer that takes nothing more ends its side, so
   * the end of what is there is the end of this connection.
   */
  private void receiveLast() {
    if (outputFailure == null || closing != null || !input.delivers()) {
      return;
    }
    if (input.receive()) {
      deferTurn();
    } else if (closing == null) {
      abort(Kind.BROKEN, outputFailure);
    }
  }

  // ---- its end ----

  /** The connection itself failed; whatever the error hook closes, this is why it ends. */
  void fail(Kind kind, IOException cause) {
    failing = true;
    connection.tellFailure(null, cause);
    abort(kind, cause);
  }

  /** This connection was silent for too long; called by a timer, so no event is running. */
  void timedOut(SocketTimeoutException cause) {
    if (tellsEvents()) {
      timeout = cause;
      // The peer may be told why, as for a limit of input.
      connection.tellFailure(null, cause);
      beginClosing(Kind.TIMED_OUT, cause);
      timeout = null;
    }
  }

  /** The default for a failure. If the connection itself failed, its end is on the way already. */
  void closeAfterFailure(Throwable cause) {
    if (exceededLimit == null && timeout == null) {
      beginClosing(Kind.HANDLER_FAILED, cause);
    }
  }

  void errorHookFailed(Throwable cause) {
    closeAfterFailure(cause);
  }

  void beginClosing(Kind kind, @Nullable Throwable cause) {
    if (failing) {
      return;
    }
    if (state() == ChannelState.NEW) {
      discard();
      return;
    }
    if (state() == ChannelState.CONNECTING) {
      abort(kind, cause);
    } else if (isOpenForHandler()) {
      connection.become(ChannelState.CLOSING);
      input.clear();
      connection.removeTimers();
      deadlines = null;
      // Whoever closes it: a limit that was exceeded before is why, or output that has failed.
      if (exceededLimit != null) {
        closing = new Closing(connection, Kind.LIMIT, exceededLimit);
      } else if (timeout != null) {
        closing = new Closing(connection, Kind.TIMED_OUT, timeout);
      } else if (producerFailure != null) {
        closing = new Closing(connection, Kind.HANDLER_FAILED, producerFailure);
      } else {
        closing = new Closing(connection, kind, cause);
      }
      settleSoon();
    }
  }

  void closeForLoop() {
    if (state() != ChannelState.CLOSED && output.isEmpty()) {
      // Without a reset: the system goes on to deliver what it has taken.
      end(Kind.LOOP_CLOSED, null);
    } else {
      abort(Kind.LOOP_CLOSED, null);
    }
  }

  /** It was never registered, so nobody is told. */
  private void discard() {
    connection.become(ChannelState.CLOSED);
    connection.removeTimers();
    socket.close();
  }

  void abort(Kind kind, @Nullable Throwable cause) {
    if (state() == ChannelState.NEW) {
      discard();
    } else if (state() != ChannelState.CLOSED) {
      socket.abort();
      end(kind, cause);
    }
  }

  void end(Kind kind, @Nullable Throwable cause) {
    connection.become(ChannelState.CLOSED);
    socket.close();
    connection.removeTimers();
    deadlines = null;
    if (connecting != null) {
      connecting.ended();
      connecting = null;
    }
    if (closing != null) {
      closing.ended();
      closing = null;
    }
    reason = new CloseReason(kind, cause, output.undelivered());
    output.clear();
    input.clear();
    if (acceptedBy != null) {
      acceptedBy.connectionClosed();
      acceptedBy = null;
    }
    connection.loop().closed(connection);
  }

  void deliverClose() {
    assert reason != null;
    output.closeProducers();
    connection.tellClose(reason);
  }

  /** The close event has been told, in which producers may still have been sent. */
  void closeLateProducers() {
    output.closeProducers();
  }
}
