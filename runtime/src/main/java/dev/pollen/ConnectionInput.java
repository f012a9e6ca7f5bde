package dev.pollen;

import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The receiving side of a connection: from the socket to {@code handleRead}. */
final class ConnectionInput {
  private final ConnectionDriver driver;

  /** The dispatcher, if it takes frames. */
  private final @Nullable FramedDispatcher framed;

  private final InputBuffer buffer;
  private boolean paused;
  private boolean ended;

  /** How many answers have to be sent before more is told. */
  private int holds;

  /** Whether unread bytes are to be presented in the next deferred turn. */
  private boolean presentAgain;

  /** Whether the frames of this pass have been told, although a deferred turn is to come in it. */
  private boolean hadItsFrames;

  ConnectionInput(ConnectionDriver driver, MemoryBudget memory, @Nullable FramedDispatcher framed) {
    this.driver = driver;
    this.buffer = new InputBuffer(memory);
    this.framed = framed;
  }

  ByteBuffer presented() {
    return buffer.presented();
  }

  /** Whether this very buffer is still presented. */
  @SuppressWarnings("ReferenceEquality")
  boolean presents(ByteBuffer bytes) {
    return buffer.presented() == bytes;
  }

  boolean isPaused() {
    return paused;
  }

  /** Whether the peer has finished sending. */
  boolean hasEnded() {
    return ended;
  }

  void pause() {
    paused = true;
  }

  void resume() {
    if (paused) {
      paused = false;
      presentHeldBack();
    }
  }

  /** Nothing more is told until an answer has been sent; besides a pause. */
  void hold() {
    holds++;
  }

  void release() {
    holds--;
    if (delivers()) {
      presentHeldBack();
    }
  }

  /** What was left unread may have been left only because no more was told. */
  private void presentHeldBack() {
    if (framed != null) {
      framed.findHeldBack();
    }
    presentUnreadAgain();
  }

  boolean isHeld() {
    return holds > 0;
  }

  /** What was left unread is delivered once more, but not now: an event may be running. */
  void presentUnreadAgain() {
    if (isWorthPresenting()) {
      presentAgain = true;
      driver.deferTurn();
    }
  }

  private boolean isWorthPresenting() {
    return framed == null ? buffer.unread() > 0 : framed.hasBacklog(buffer.unread());
  }

  void deferredTurn() {
    if (hadItsFrames) {
      hadItsFrames = false;
      driver.deferTurn();
    } else if (presentAgain) {
      presentAgain = false;
      if (delivers() && isWorthPresenting()) {
        beginTurn();
        tell();
      }
    }
  }

  /** Its first frame may have an end, or a beginning that somebody wants to know of, already. */
  void opened() {
    if (framed != null && delivers()) {
      beginTurn();
      tell();
    }
  }

  private void beginTurn() {
    if (framed != null) {
      framed.beginTurn();
    }
  }

  /** Whether frames that have arrived wait for their turn, so that nothing more is received. */
  private boolean hasFramesWaiting() {
    return framed != null && presentAgain && delivers();
  }

  int unread() {
    return buffer.unread();
  }

  void clear() {
    buffer.clear();
  }

  /** Whether what arrives is told. */
  boolean delivers() {
    return driver.state() == ChannelState.OPEN
        && !ended
        && !paused
        && (framed == null || !framed.isHeld())
        && holds == 0
        && driver.mayRead();
  }

  /** Whether it is of interest that the socket has something. */
  boolean wantsReadiness() {
    // A closing connection still receives, only to learn of the end; see Closing.
    return delivers() || (driver.state() == ChannelState.CLOSING && !ended);
  }

  /**
   * The socket is ready: takes what it has, within the bounds of one turn; says whether there may
   * be more.
   */
  boolean receive() {
    if (hasFramesWaiting()) {
      return true;
    }
    // What was left unread comes first; else the end of the stream could overtake it.
    int unread = buffer.unread();
    deferredTurn();
    if (presentAgain && buffer.unread() < unread) {
      return true;
    }
    beginTurn();
    for (int i = 0; i < driver.limits().receivesPerPass() && wantsReadiness(); i++) {
      ByteBuffer data;
      try {
        data = driver.socket().receive();
      } catch (IOException e) {
        driver.end().broken(e);
        return false;
      }
      if (data == null) {
        return false;
      }
      if (StreamSocket.isEnd(data)) {
        end();
        return false;
      }
      driver.noteReceived(data.remaining());
      boolean mayHoldMore = data.limit() == data.capacity();
      deliver(data);
      if (hasFramesWaiting()) {
        hadItsFrames = true;
        return true;
      }
      if (!mayHoldMore) {
        return false;
      }
      if (presentAgain) {
        return true;
      }
    }
    return true;
  }

  /**
   * The socket may have an urgent byte; what the stream held before it has been taken. Says whether
   * there was one, so that there may be more behind it.
   */
  boolean receiveUrgent() {
    int value = -1;
    try {
      if (delivers()) {
        value = driver.socket().receiveUrgent();
      }
    } catch (IOException e) {
      driver.end().broken(e);
      return false;
    }
    if (value < 0) {
      return false;
    }
    driver.noteReceived(1);
    driver.tellUrgent((byte) value);
    receive();
    return true;
  }

  private void deliver(ByteBuffer data) {
    if (driver.state() != ChannelState.CLOSING) {
      if (buffer.present(data)) {
        tell();
      } else {
        noMemory();
      }
    }
  }

  private void tell() {
    int before = buffer.unread();
    boolean failed = !driver.tell(Event.READ);
    if (!driver.isOpenForHandler()) {
      buffer.clear();
      return;
    }
    if (!buffer.keepUnread()) {
      noMemory();
      return;
    }
    if (framed != null) {
      IOException failure = framed.takeFailure();
      if (failure != null) {
        driver.end().misframed(failure);
      }
      // It has seen to its limit itself: frames that wait for their turn are not too much.
      if (delivers()) {
        presentUnreadAgain();
      }
      return;
    }
    int max = driver.limits().maxInput();
    if (buffer.unread() > max && !isHeld()) {
      driver
          .end()
          .exceeded(
              "maxInput ("
                  + max
                  + " bytes): "
                  + driver.methodFor(Event.READ)
                  + " leaves too much unread",
              true);
    } else if (failed && buffer.unread() < before) {
      // It failed in the middle of what it had, so the rest must not wait for more to come.
      presentUnreadAgain();
    }
  }

  private void noMemory() {
    driver.end().exceeded("maxMemory of the loop: too much was left unread", true);
  }

  /** There is nothing to receive, and so nothing to tell: the stream goes the other way only. */
  void endUntold() {
    ended = true;
  }

  private void end() {
    ended = true;
    driver.inputEnded();
  }

  /** The stream has ended: perhaps in the middle of a frame. */
  void tellTruncated() {
    if (framed != null && framed.isInsideFrame()) {
      driver.tellTruncated(framed, buffer.presented().slice());
      buffer.clear();
    } else if (driver.tellUnfinishedText(buffer.unread())) {
      buffer.clear();
    }
  }
}
