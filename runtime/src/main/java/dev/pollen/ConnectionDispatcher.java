package dev.pollen;

import dev.pollen.wire.Encoder;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher of a connection, accepted or outgoing. Override the hooks for what interests you:
 *
 * <pre>{@code
 * final class Echo extends ConnectionDispatcher {
 *   @Override protected void handleRead() {
 *     send(recv());
 *   }
 * }
 * }</pre>
 *
 * <p>The order of the hooks: {@link #handleOpen}, {@link #handleAccept} or {@link #handleConnect},
 * then any of the others, and {@link #handleClose} last. A connection that could not be made gets
 * {@link #handleError} and {@link #handleClose} only.
 */
public abstract non-sealed class ConnectionDispatcher extends Dispatcher {
  private @Nullable Connection connection;

  /** If this dispatcher reads text. */
  private @Nullable TextInput text;

  /** Creates a dispatcher for one connection. */
  protected ConnectionDispatcher() {}

  /**
   * The connection.
   *
   * @return the connection this dispatcher was registered with
   * @throws IllegalStateException if it has not been registered yet
   */
  protected final Connection connection() {
    if (connection == null) {
      throw misused("has no connection yet; its first event is handleAccept or handleConnect");
    }
    return connection;
  }

  /**
   * Opens a socket for this dispatcher, as {@code create_socket} of asyncore does; {@link #connect}
   * follows. {@link Loop#connect} does both at once.
   *
   * @param loop the loop to which the connection will belong
   * @param family {@code INET}, {@code INET6} or {@code UNIX}
   * @throws IOException if the system refuses
   * @throws IllegalStateException if this dispatcher has a socket already
   */
  protected final void createSocket(Loop loop, ProtocolFamily family) throws IOException {
    requireNone();
    loop.opener().createConnection(family, this);
  }

  /**
   * Binds the socket to an address of this machine, from which to connect.
   *
   * @param local the address; port 0 lets the system choose one
   * @throws IOException if the address cannot be used
   * @throws IllegalStateException if there is no socket yet
   */
  protected final void bind(SocketAddress local) throws IOException {
    connection().bind(local);
  }

  /**
   * Connects. How that ends is told in a later pass; see {@link Loop#connect}.
   *
   * @param remote the peer. If it is an unresolved address and the host has several, the socket is
   *     tried with the first, and sockets without its address and options with the others. Such a
   *     one takes its place, too, if the queue of a Unix socket is full and has to be waited for
   * @throws IllegalStateException if there is no socket yet, or it was connected before
   */
  protected final void connect(SocketAddress remote) {
    connection().connect(remote);
  }

  /**
   * This accepted connection is open. If it is not overridden, nothing happens.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleAccept() throws Exception {}

  /**
   * This outgoing connection is open. If it is not overridden, nothing happens.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleConnect() throws Exception {}

  /**
   * Bytes have arrived: {@link #recv()} lends them. If it is not overridden, they are discarded.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleRead() throws Exception {
    discardInput();
  }

  /**
   * There is room for output again: the queue, once so long that {@code send} answered {@code
   * false}, has drained to the low mark. If it is not overridden, nothing happens.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleWrite() throws Exception {}

  /**
   * One urgent byte has arrived. Called only if {@link #wantsUrgent()} is overridden.
   *
   * @param value the byte
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleUrgent(byte value) throws Exception {}

  /**
   * Whether this dispatcher wants urgent data. Asked once, when it is registered: a loop whose
   * transport cannot report urgent data refuses it then.
   *
   * @return whether {@link #handleUrgent} is to be called; if it is not overridden, {@code false}
   */
  protected boolean wantsUrgent() {
    return false;
  }

  /**
   * The peer has finished sending, and all it sent was delivered. If it is not overridden, the
   * connection is closed once the queued output has left. A dispatcher that overrides it may go on
   * sending, and must close the connection itself.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleEof() throws Exception {
    connection().driver().end().beginClosing(CloseReason.Kind.PEER, null);
  }

  /**
   * The loop is shutting down; see {@link Dispatcher#handleShutdown()}. If it is not overridden,
   * the connection is closed, once the answers that are under way have been sent.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  @Override
  protected void handleShutdown() throws Exception {
    connection().driver().closeWhenAnswered();
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    logFailure(cause);
    if (!(cause instanceof FrameTooLongException tooLong && tooLong.isSkipped())) {
      connection().driver().end().closeAfterFailure(cause);
    }
  }

  /**
   * Runs a hook when no byte came or went on this connection for some time, and again after each
   * further such time; see {@link Connection#onIdle}. What it throws goes to {@link #handleError},
   * and the timer goes on unless that closes the connection.
   *
   * @param time how long the silence is to last
   * @param hook what to run, on the loop thread
   * @return the timer, to cancel or reschedule it
   * @throws IllegalArgumentException if the time is not positive
   * @throws IllegalStateException if this dispatcher is not registered yet, or on another thread
   *     than the loop's
   */
  protected final Timer onIdle(Duration time, TimedHook hook) {
    return connection().startOnIdle(time, hook);
  }

  /**
   * The bytes that have arrived and were not read yet. What is left unread is presented again
   * together with what follows.
   *
   * @return the bytes, lent: read-only, and valid only until the hook returns; empty outside {@link
   *     #handleRead} unless bytes were left unread
   */
  protected final ByteBuffer recv() {
    return connection().received();
  }

  /**
   * Reads all bytes that have arrived and were not read yet.
   *
   * @return the bytes, yours to keep
   */
  protected final byte[] recvBytes() {
    ByteBuffer input = recv();
    byte[] bytes = new byte[input.remaining()];
    input.get(bytes);
    return bytes;
  }

  /**
   * Reads the text that has arrived and was not read yet. An unfinished character at its end is
   * left unread until the rest of it arrives; if the stream ends instead, that is an error event
   * with a {@link java.nio.charset.MalformedInputException}.
   *
   * @param charset what the text is written in; the same for all of it
   * @return the text, up to the first bytes that the charset does not know, which come next; may be
   *     empty
   * @throws CharacterCodingException if what comes next are such bytes; they count as read, and
   *     what follows them is presented again
   */
  protected final String recvText(Charset charset) throws CharacterCodingException {
    if (text == null || !text.isIn(charset)) {
      text = new TextInput(charset);
    }
    ByteBuffer input = recv();
    try {
      return text.take(input);
    } finally {
      if (text.hasMore()) {
        presentRestAgain();
      }
    }
  }

  /** Reads all bytes that have arrived and forgets them. */
  protected final void discardInput() {
    ByteBuffer input = recv();
    input.position(input.limit());
  }

  /**
   * Sends bytes; see {@link Connection#send(ByteBuffer)}.
   *
   * @param data the bytes
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(ByteBuffer data) {
    return connection().send(data);
  }

  /**
   * Sends bytes; see {@link Connection#send(byte[])}.
   *
   * @param data the bytes
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(byte[] data) {
    return connection().send(data);
  }

  /**
   * Sends text; see {@link Connection#send(CharSequence)}.
   *
   * @param text the text
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(CharSequence text) {
    return connection().send(text);
  }

  /**
   * Sends a message; see {@link Connection#send(Object, Encoder)}.
   *
   * @param message the message
   * @param encoder what turns it into bytes
   * @param <T> the kind of message
   * @return {@code false} if it is time to slow down
   */
  protected final <T> boolean send(T message, Encoder<? super T> encoder) {
    return connection().send(message, encoder);
  }

  /**
   * Sends what a producer has; see {@link Connection#send(Producer)}.
   *
   * @param producer what to ask
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(Producer producer) {
    return connection().send(producer);
  }

  /** Closes the connection when its output has left; see {@link Connection#close()}. */
  protected final void close() {
    connection().close();
  }

  /** Closes the connection at once; see {@link Connection#abort()}. */
  protected final void abort() {
    connection().abort();
  }

  /**
   * Sends what an event method returned.
   *
   * @param data the reply, or {@code null} for none
   */
  protected final void reply(@Nullable ByteBuffer data) {
    if (data != null) {
      send(data);
    }
  }

  /**
   * Sends what an event method returned.
   *
   * @param data the reply, or {@code null} for none
   */
  protected final void reply(byte @Nullable [] data) {
    if (data != null) {
      send(data);
    }
  }

  /**
   * Sends what an event method returned.
   *
   * @param text the reply, or {@code null} for none
   */
  protected final void reply(@Nullable CharSequence text) {
    if (text != null) {
      send(text);
    }
  }

  /**
   * Sends what an event method returned; see {@link Connection#send(Object, Encoder)}.
   *
   * @param message the reply, or {@code null} for none
   * @param encoder what turns it into bytes
   * @param <T> the kind of message
   */
  protected final <T> void reply(@Nullable T message, Encoder<? super T> encoder) {
    if (message != null) {
      connection().send(message, encoder);
    }
  }

  /**
   * Sends what an event method returned, behind its length; see {@link Connection#send(Object,
   * Encoder, Terminator.LengthPrefix)}.
   *
   * @param message the reply, or {@code null} for none
   * @param encoder what turns it into bytes
   * @param prefix what the length looks like
   * @param <T> the kind of message
   */
  protected final <T> void reply(
      @Nullable T message, Encoder<? super T> encoder, Terminator.LengthPrefix prefix) {
    if (message != null) {
      connection().send(message, encoder, prefix);
    }
  }

  /**
   * Does what an event method returned: sends, enters a state, closes.
   *
   * @param reply the reply, or {@code null} for none
   * @throws IllegalArgumentException if it enters a state that there is not
   */
  protected final void reply(@Nullable Reply<?> reply) {
    if (reply != null) {
      reply.tell(this);
    }
  }

  /**
   * Enters the state that an event method returned, or that was asked for by {@link
   * Connection#enter}. Generated dispatchers of handlers with states override it; if it is not
   * overridden, there is no state to enter.
   *
   * @param state the state, or {@code null} to stay in this one
   * @throws IllegalArgumentException if there is no such state
   */
  protected void enter(@Nullable Enum<?> state) {
    if (state != null) {
      throw new IllegalArgumentException(
          simpleName()
              + " has no state "
              + state.getDeclaringClass().getName()
              + "."
              + state.name());
    }
  }

  /**
   * Answers when a stage is complete, on whatever thread that happens. Until then nothing more is
   * told of the input, also of what has arrived already, so that the requests of a connection are
   * answered one after the other; its other events go on. Several answers are sent in the order of
   * these calls, but what is sent otherwise does not wait for them.
   *
   * <p>If the stage is complete already and no answer is missing before this one, it is sent before
   * this method returns. An answer that comes when the connection is closing or closed is dropped.
   * A stage that fails is told to {@link #handleError}, as if the hook had thrown that which has
   * called this method.
   *
   * @param <T> what is answered
   * @param answer the stage, or {@code null} for no answer
   * @param reply sends the answer, on the loop thread; not called for {@code null}
   * @throws IllegalStateException on another thread than the loop's
   */
  protected final <T> void replyLater(
      @Nullable CompletionStage<? extends @Nullable T> answer, Consumer<? super T> reply) {
    Connection answering = connection();
    answering.loop().checkThread("replyLater");
    Objects.requireNonNull(reply, "reply");
    if (answer != null && !answering.isEnding()) {
      answering.driver().replies().add(answer, reply);
    }
  }

  /**
   * Has another thread do what may block, and answers when that is done, as {@link #replyLater}
   * does. The work of one connection runs in the order of these calls, one after the other; what it
   * sees and writes is handed over from this thread to that one and back. Other events than those
   * of the input may be told meanwhile, on the loop thread.
   *
   * <p>If the connection is closed, work that has not begun never does, and the close event waits
   * for work that has; unless the loop closes all its channels, which waits for nobody.
   *
   * @param <T> what is answered
   * @param work what to do; see {@link Loop#offloadTo} for the thread
   * @param reply sends the answer, on the loop thread; not called for {@code null}
   * @throws IllegalStateException on another thread than the loop's
   */
  protected final <T> void offload(
      Callable<? extends @Nullable T> work, Consumer<? super T> reply) {
    Connection answering = connection();
    answering.loop().checkThread("offload");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(reply, "reply");
    if (!answering.isEnding()) {
      answering.driver().replies().add(work, reply);
    }
  }

  /**
   * Has another thread do what may block and has no answer; else as {@link #offload(Callable,
   * Consumer)}.
   *
   * @param work what to do
   * @throws IllegalStateException on another thread than the loop's
   */
  protected final void offload(Work work) {
    Objects.requireNonNull(work, "work");
    offload(
        () -> {
          work.run();
          return null;
        },
        nothing -> {});
  }

  /** Calls the hook for an event that has no arguments. */
  final void dispatch(Event event) throws Exception {
    switch (event) {
      case OPEN -> handleOpen();
      case ACCEPT -> handleAccept();
      case CONNECT -> handleConnect();
      case READ -> handleRead();
      case WRITE -> handleWrite();
      case EOF -> handleEof();
      default -> throw new AssertionError(event);
    }
  }

  /** What is left unread is presented again, although no byte may follow. */
  void presentRestAgain() {
    connection().driver().input().presentUnreadAgain();
  }

  /** Whether so many bytes that were left unread are an unfinished character. */
  final boolean endsInsideCharacter(int unread) {
    return text != null && text.isUnfinished(unread);
  }

  final boolean hasConnection() {
    return connection != null;
  }

  final void attach(Connection newConnection) {
    requireNone();
    connection = newConnection;
  }

  private void requireNone() {
    if (connection != null) {
      throw misused(
          "already serves " + connection + "; every connection needs a dispatcher of its own");
    }
  }

  @Override
  final Channel channel() {
    return connection();
  }
}
