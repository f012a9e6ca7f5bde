package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.transport.StreamSocket;
import dev.pollen.transport.TransportSocket;
import dev.pollen.wire.Encoder;
import dev.pollen.wire.WireWriter;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/**
 * A stream of bytes to and from one peer: what handlers send to, pause and close. Belongs to the
 * thread of its loop; use {@link Loop#execute} from others.
 */
public final class Connection extends Channel {
  private final ConnectionDriver driver;
  private boolean closeTold;

  Connection(Loop loop, Limits limits, StreamSocket socket, ConnectionDispatcher dispatcher) {
    super(loop, limits);
    this.driver = new ConnectionDriver(this, socket, dispatcher);
  }

  /**
   * The peer.
   *
   * @return its address, also when the connection is closed
   */
  public SocketAddress remoteAddress() {
    return driver.socket().remoteAddress();
  }

  /** Binds the socket that the user has created. */
  void bind(SocketAddress local) throws IOException {
    requireNew("bind");
    driver.socket().bind(local);
  }

  /** Connects the socket that the user has created. */
  void connect(SocketAddress remote) {
    requireNew("connect");
    ChannelOpener.requireKnownKind(remote);
    driver.startConnecting(remote, driver.socket());
  }

  @Override
  void shutDown() {
    if (driver.isOpenForHandler()) {
      super.shutDown();
    } else if (state() == ChannelState.CONNECTING) {
      // Its handler has never heard of it, so there is nobody to tell.
      driver.end().abort(Kind.LOOP_CLOSED, null);
    }
  }

  @Override
  boolean isBusy() {
    return driver.isWorking();
  }

  @Override
  TransportSocket socket() {
    return driver.socket();
  }

  @Override
  public SocketAddress localAddress() throws IOException {
    return driver.socket().localAddress();
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
    if (driver.takesOutput()) {
      boolean allIsWell = driver.output().add(data);
      driver.settleSoon();
      if (!allIsWell) {
        loop()
            .records()
            .refusedWrites()
            .note(this, !driver.takesOutput() || driver.output().isEnding());
      }
      return allIsWell;
    }
    requireCloseUntold();
    // Until then the handler cannot know.
    loop().records().refusedWrites().note(this, true);
    data.position(data.limit());
    return false;
  }

  private void requireCloseUntold() {
    if (state() == ChannelState.NEW) {
      throw new IllegalStateException(this + ": connect it before sending");
    }
    if (closeTold) {
      throw new IllegalStateException(
          this + ": its close event has been told; forget a connection in @OnClose");
    }
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

  /**
   * Sends a message; see {@link #send(ByteBuffer)}. If the encoder fails, nothing of it is sent.
   *
   * @param message the message
   * @param encoder what turns it into bytes; it runs inside this call
   * @param <T> the kind of message
   * @return {@code false} if it is time to slow down
   * @throws IllegalArgumentException if the message has a value for which there are no bytes
   * @throws IllegalStateException as for {@link #send(ByteBuffer)}, and if the message has more
   *     than {@link Limits#maxOutput()} bytes
   */
  public <T> boolean send(T message, Encoder<? super T> encoder) {
    loop().checkThread("Connection.send");
    MessageWriters writers = loop().pools().messageWriters();
    WireWriter writer = writers.take(driver.limits().maxOutput());
    try {
      return send(MessageWriters.encode(message, encoder, writer));
    } finally {
      writers.giveBack(writer);
    }
  }

  /**
   * Sends a message behind its length; see {@link #send(Object, Encoder)}.
   *
   * @param message the message
   * @param encoder what turns it into bytes; it runs inside this call
   * @param prefix what the length looks like; its limits are for what is received
   * @param <T> the kind of message
   * @return {@code false} if it is time to slow down
   * @throws IllegalArgumentException if the message has a value for which there are no bytes, or
   *     more bytes than such a length can tell
   * @throws IllegalStateException as for {@link #send(Object, Encoder)}
   */
  public <T> boolean send(T message, Encoder<? super T> encoder, Terminator.LengthPrefix prefix) {
    loop().checkThread("Connection.send");
    MessageWriters writers = loop().pools().messageWriters();
    WireWriter writer = writers.take(driver.limits().maxOutput());
    try {
      return send(MessageWriters.encode(message, encoder, prefix, writer));
    } finally {
      writers.giveBack(writer);
    }
  }

  /**
   * Sends what a producer has, behind what was sent before and before what is sent after. It is
   * asked as the peer takes its bytes, by and by, and never inside this call; see {@link Producer}.
   * What it has not been asked for counts neither as queued nor for the marks and {@link
   * Limits#maxOutput()}, but not more than 1024 producers may wait. A graceful {@link #close()} and
   * {@link #shutdownOutput()} let it come to its end.
   *
   * <p>On a connection that is closing or broken the producer is not asked, only closed.
   *
   * @param producer what to ask; from now on, this connection closes it
   * @return as for {@link #send(ByteBuffer)}
   * @throws IllegalStateException as for {@link #send(ByteBuffer)}; the producer is not closed then
   * @throws IllegalArgumentException if it is a file of another loop, which is not closed then
   */
  public boolean send(Producer producer) {
    Objects.requireNonNull(producer, "producer");
    loop().checkThread("Connection.send");
    if (producer instanceof FileProducer file && file.loop() != loop()) {
      throw new IllegalArgumentException("This file was opened for another loop");
    }
    boolean allIsWell = false;
    if (driver.takesOutput()) {
      allIsWell = driver.output().add(producer);
    } else {
      requireCloseUntold();
      driver.output().refuse(producer);
    }
    driver.settleSoon();
    return allIsWell;
  }

  /**
   * Says that a producer which answered {@link Producer.Outcome#PENDING} has something to send, so
   * that it is asked again soon. Other threads call it by {@link Loop#execute}. Does nothing if no
   * producer waits.
   */
  public void producerReady() {
    loop().checkThread("Connection.producerReady");
    driver.output().producerReady();
  }

  /**
   * How much output is queued.
   *
   * @return the bytes that the operating system has not taken yet; of a producer, only those that
   *     it was asked for
   */
  public long queuedBytes() {
    return driver.output().size();
  }

  /**
   * Ends this side of the stream: what was sent still leaves, then the peer sees the end, and may
   * go on sending. What is sent from now on is dropped.
   */
  public void shutdownOutput() {
    loop().checkThread("Connection.shutdownOutput");
    driver.output().endWhenEmpty();
    driver.settleSoon();
  }

  /**
   * Sets what ends the next frame of this connection, as {@link FramedDispatcher#terminator} does;
   * the {@code set_terminator} of asynchat, for handlers. Where a dispatcher asks in {@link
   * FramedDispatcher#handleFrameStart} what its state wants, that wins.
   *
   * @param next what ends the next frame
   * @throws IllegalStateException if the dispatcher of this connection knows no frames, or on
   *     another thread than the loop's
   */
  public void terminator(Terminator next) {
    loop().checkThread("Connection.terminator");
    if (!(dispatcher() instanceof FramedDispatcher framed)) {
      throw new IllegalStateException(
          this
              + ": its dispatcher "
              + dispatcher().simpleName()
              + " knows no frames; only a FramedDispatcher has a terminator");
    }
    framed.terminator(next);
  }

  /**
   * Stops reading: from now on no bytes are delivered, and soon the peer is slowed down by flow
   * control. The end of the stream and a broken connection are not noticed either, unless by
   * sending.
   */
  public void pauseReading() {
    loop().checkThread("Connection.pauseReading");
    driver.input().pause();
    driver.settleSoon();
  }

  /**
   * Reads again after {@link #pauseReading()}; bytes that were left unread are presented again
   * soon.
   */
  public void resumeReading() {
    loop().checkThread("Connection.resumeReading");
    driver.input().resume();
    driver.settleSoon();
  }

  /**
   * Whether reading is paused.
   *
   * @return whether {@link #pauseReading()} was called last
   */
  public boolean isReadingPaused() {
    return driver.input().isPaused();
  }

  /**
   * Enters another state of the protocol, as if an event method had returned it. Does nothing on a
   * connection that is closing or closed.
   *
   * @param state the state
   * @throws IllegalArgumentException if the handler of this connection has no such state
   * @throws IllegalStateException on another thread than the loop's
   */
  public void enter(Enum<?> state) {
    loop().checkThread("Connection.enter");
    Objects.requireNonNull(state, "state");
    if (!isEnding()) {
      dispatcher().enter(state);
    }
  }

  /**
   * Runs a task on the loop thread after a delay, unless this connection is closing or closed by
   * then.
   *
   * @param delay how long to wait
   * @param task what to run; what it throws goes to the dispatcher's {@code handleError}
   * @return the timer, to cancel or reschedule it; if this connection is closing or closed already,
   *     one that never runs
   * @throws IllegalArgumentException if the delay is negative
   * @throws IllegalStateException on another thread than the loop's
   */
  public Timer schedule(Duration delay, Runnable task) {
    loop().checkThread("Connection.schedule");
    Timer timer = Timer.once(loop(), new TaskHook(task), this);
    timer.reschedule(delay);
    return timer;
  }

  /**
   * Runs a task on the loop thread again and again, until the timer is cancelled or this connection
   * is closing or closed. It keeps its beat, as told at {@link Dispatcher#every}.
   *
   * @param period how long from one run to the next, and to the first; zero for every pass
   * @param task what to run; what it throws goes to the dispatcher's {@code handleError}
   * @return the timer, to cancel or reschedule it; if this connection is closing or closed already,
   *     one that never runs
   * @throws IllegalArgumentException if the period is negative
   * @throws IllegalStateException on another thread than the loop's
   */
  public Timer every(Duration period, Runnable task) {
    return startEvery(period, new TaskHook(task));
  }

  /**
   * Runs a task on the loop thread when no byte came or went for some time, and again after each
   * further such time. A byte has gone when the operating system has taken it. While reading is
   * paused nothing comes, which is silence too.
   *
   * @param time how long the silence is to last; it begins now
   * @param task what to run; what it throws goes to the dispatcher's {@code handleError}
   * @return the timer, to cancel or reschedule it; if this connection is closing or closed already,
   *     one that never runs
   * @throws IllegalArgumentException if the time is not positive
   * @throws IllegalStateException on another thread than the loop's
   */
  public Timer onIdle(Duration time, Runnable task) {
    return startOnIdle(time, new TaskHook(task));
  }

  Timer startOnIdle(Duration time, TimedHook hook) {
    loop().checkThread("onIdle");
    return driver.deadlines().onIdle(time, hook);
  }

  /**
   * Closes this connection gracefully: what was sent still leaves, then the peer sees the end of
   * the stream, and when it has ended its side too, or has taken nothing for {@link
   * Limits#drainTimeout()}, the close event follows. Nothing is delivered any more. A connection
   * that is still being made is given up. As long as the peer takes something now and then, this
   * goes on; a timer of the loop and {@link #abort()} set an end to it.
   */
  @Override
  public void close() {
    loop().checkThread("Connection.close");
    driver.end().beginClosing(Kind.LOCAL, null);
  }

  /** Closes this connection at once and drops what has not left; on TCP, the peer sees a reset. */
  public void abort() {
    loop().checkThread("Connection.abort");
    driver.end().abort(Kind.ABORTED, null);
  }

  @Override
  public String toString() {
    return "Connection[" + state() + " " + textOf(this::remoteAddress) + "]";
  }

  // ---- for its loop and its dispatcher ----

  /** What has arrived and was not read. */
  ByteBuffer received() {
    loop().checkThread("recv");
    return driver.input().presented();
  }

  /** Drops what has arrived and was not told, and what was sent and has not left. */
  void discardBuffers() {
    loop().checkThread("discardBuffers");
    driver.discardBuffers();
  }

  /** What has arrived is to be framed in another way. */
  void lookAgain() {
    loop().checkThread("terminator");
    if (driver.isOpenForHandler()) {
      driver.input().presentUnreadAgain();
      driver.settleSoon();
    }
  }

  ConnectionDriver driver() {
    return driver;
  }

  @Override
  LogLine describe(long nowNanos) {
    return super.describe(nowNanos)
        .add("local", textOf(this::localAddress))
        .add("remote", textOf(this::remoteAddress))
        .add("queued", queuedBytes())
        .add("unread", driver.input().unread())
        .add("reading", isReadingPaused() ? "paused" : driver.input().isHeld() ? "held" : "on");
  }

  @Override
  ConnectionDispatcher dispatcher() {
    return driver.dispatcher();
  }

  @Override
  void settle() {
    driver.settle();
  }

  @Override
  void closeForLoop() {
    driver.end().closeForLoop();
  }

  @Override
  void errorHookFailed(Throwable cause) {
    driver.end().closeAfterFailure(cause);
  }

  @Override
  void deliverClose() {
    driver.end().deliver();
    closeTold = true;
    // In the close event, producers may still have been sent.
    driver.output().closeProducers();
  }
}
