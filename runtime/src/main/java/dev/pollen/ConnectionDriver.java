package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.flight.RunningCallback;
import dev.pollen.transport.Readiness;
import dev.pollen.transport.ReadinessListener;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.MalformedInputException;
import org.jspecify.annotations.Nullable;

/**
 * Drives a connection: through its beginning and its turns in the passes of the loop, up to its
 * {@linkplain ConnectionEnd end}.
 *
 * <p>A turn is what the loop gives a connection when its socket is ready, or when the connection
 * has asked for one because it has something to tell that the socket will not report. Within a turn
 * events are told; at its end output is flushed. What else changes is settled at the end of the
 * pass.
 */
final class ConnectionDriver implements ReadinessListener, Agenda.Deferred {
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

  /** Who holds a permit for this connection until it ends. */
  private @Nullable Listener acceptedBy;

  /**
   * If something has failed or was dropped, or it has begun to close. A connection that goes well
   * is the rule, and each object that its turns look at is a line more in the caches.
   */
  private @Nullable ConnectionEnd end;

  /** If there is one for the silence of this connection. */
  private @Nullable Deadlines deadlines;

  private @Nullable Connecting connecting;

  /** If there were such. */
  private @Nullable PendingReplies replies;

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
    this.output = new ConnectionOutput(this, connection.loop().pools().segments());
  }

  // ---- how it begins ----

  void startAccepted(Listener by) throws IOException {
    socket.register(this, interest.atRegistration());
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
    socket.register(this, Readiness.WRITE);
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
    newSocket.register(this, interest.atRegistration());
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

  @Override
  public void ready(int readiness) {
    try {
      inTurn = true;
      proceedConnecting();
      boolean mayHoldMore =
          (readiness & (Readiness.READ | Readiness.URGENT)) != 0 && input.receive();
      // What stood before an urgent byte may take more than one turn.
      if ((readiness & Readiness.URGENT) != 0 && !mayHoldMore) {
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
      if (end != null) {
        end.receiveLast();
      }
      output.deferredTurn();
      endTurn();
    } catch (Throwable cause) {
      servingFailed(cause);
    }
  }

  private void endTurn() {
    inTurn = false;
    if (!exceedsLimit()) {
      flush();
    }
    // The transport is told of a new interest once, at the end of the pass.
    if ((end != null && end.hasFailureToTell()) || interest.hasChanged()) {
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
      if (end != null) {
        end.tellFailures();
      }
      flush();
      if (end != null) {
        end.abortIfUseless();
      }
      if (state() != ChannelState.CLOSED) {
        interest.update(socket);
      } else {
        // Of one that was closed before it was registered, no end is told that would do it.
        output.closeProducers();
      }
    } catch (Throwable cause) {
      servingFailed(cause);
    }
  }

  /** The runtime itself failed, most likely for want of memory: this connection is past help. */
  private void servingFailed(Throwable cause) {
    inTurn = false;
    connection.loop().noteFatal(cause);
    end().abort(Kind.HANDLER_FAILED, cause);
    connection.loop().records().failures().servingFailed(connection, cause);
  }

  private void flush() {
    if (!isOpenForHandler() && state() != ChannelState.CLOSING) {
      return;
    }
    output.flush();
    if (end != null) {
      end.proceed();
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

  /** Why and how this connection ends. */
  ConnectionEnd end() {
    if (end == null) {
      end = new ConnectionEnd(connection, this);
    }
    return end;
  }

  /** Whether it is to fail for a limit. */
  boolean exceedsLimit() {
    return end != null && end.exceedsLimit();
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

  /** The answers that are not there yet. */
  PendingReplies replies() {
    if (replies == null) {
      replies = new PendingReplies(connection);
    }
    return replies;
  }

  /** Whether a method of the handler may still run on another thread. */
  boolean isWorking() {
    return replies != null && replies.isWorking();
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

  /** How many bytes the system has taken since the beginning. */
  long bytesSent() {
    return connection.bytesSent();
  }

  ConnectionDispatcher dispatcher() {
    return dispatcher;
  }

  String methodFor(Event event) {
    return dispatcher.methodFor(event);
  }

  /** Whether more events may be told now; after an exceeded limit, only its error. */
  boolean tellsEvents() {
    return isOpenForHandler() && !exceedsLimit();
  }

  /** Whether the handler may still do something with this connection. */
  boolean isOpenForHandler() {
    return state() == ChannelState.OPEN || state() == ChannelState.HALF_CLOSED;
  }

  boolean isPolled() {
    return interest.isPolled();
  }

  /** Whether the handler is told of urgent bytes. */
  boolean wantsUrgent() {
    return interest.wantsUrgent();
  }

  /** Whether nothing but the state and a pause could forbid to deliver input. */
  boolean mayRead() {
    return !exceedsLimit() && interest.allowsToRead();
  }

  /** Whether what is sent may be queued. */
  boolean takesOutput() {
    return (isOpenForHandler() || state() == ChannelState.CONNECTING)
        && (end == null || end.allowsOutput());
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
    RunningCallback call = connection.begin(event);
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
    RunningCallback call = connection.begin(Event.URGENT);
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
    if (end != null && end.abortIfBroken()) {
      return;
    }
    if (state() == ChannelState.OPEN) {
      connection.become(ChannelState.HALF_CLOSED);
      input.tellTruncated();
      if (tellsEvents()) {
        tell(Event.EOF);
      }
    }
  }

  /** The connection ends: no deadline of silence applies, and no answer is wanted. */
  void forgetWaiting() {
    deadlines = null;
    if (replies != null) {
      replies.drop();
    }
  }

  void closeWhenAnswered() {
    if (replies != null) {
      replies.closeWhenAnswered();
    } else {
      end().beginClosing(Kind.LOCAL, null);
    }
  }

  void abandonWork() {
    if (replies != null) {
      replies.abandonWork();
    }
  }

  /** The connection has ended: gives back what it holds. */
  void release() {
    if (connecting != null) {
      connecting.ended();
      connecting = null;
    }
    output.clear();
    input.clear();
    if (acceptedBy != null) {
      acceptedBy.connectionClosed();
      acceptedBy = null;
    }
  }
}
