package dev.pollen.example.httpbyhand;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Timer;
import dev.pollen.example.http.protocol.Conversation;
import dev.pollen.example.http.protocol.OutgoingReply;
import dev.pollen.example.http.protocol.Phase;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection: reads a request, sends its reply, reads the next.
 *
 * <p>While a reply is under way nothing is read, so requests that were sent ahead wait in order;
 * and no more of the reply is fetched than the peer takes. So a connection holds little memory,
 * whatever the peer does.
 */
final class HttpDispatcher extends ConnectionDispatcher {
  private static final Logger LOGGER = System.getLogger(HttpDispatcher.class.getName());

  private final HttpListener listener;
  private final Conversation conversation;
  private Phase phase = Phase.IDLE;
  private @Nullable Timer deadline;

  /** The reply under way; there is one for as long as the peer is behind. */
  private @Nullable OutgoingReply reply;

  private boolean finishing;

  HttpDispatcher(HttpListener listener, Conversation conversation) {
    this.listener = listener;
    this.conversation = conversation;
  }

  @Override
  protected void handleAccept() {
    enter(Phase.REQUEST);
    connection().onIdle(listener.timeout(Phase.IDLE), this::silent);
  }

  @Override
  protected void handleRead() {
    ByteBuffer input = recv();
    OutgoingReply next = conversation.first(input);
    while (next != null && sendReply(next)) {
      next = conversation.next(input);
    }
    if (next == null) {
      awaitRequest();
    }
  }

  @Override
  protected void handleWrite() {
    if (reply != null && sendReply(reply)) {
      awaitRequest();
      connection().resumeReading();
    }
  }

  /** Ends the connection, after the reply that is under way. */
  @Override
  protected void handleShutdown() {
    finishing = true;
    if (reply == null) {
      close();
    }
  }

  @Override
  protected void handleClose(CloseReason reason) {
    if (reply != null) {
      reply.close();
    }
  }

  /** Sends what the peer takes of a reply; says whether all is sent and another may follow. */
  private boolean sendReply(OutgoingReply current) {
    reply = current;
    try {
      for (ByteBuffer piece = current.next(); piece != null; piece = current.next()) {
        if (!send(piece)) {
          connection().pauseReading();
          enter(Phase.REPLY);
          return false;
        }
      }
    } catch (IOException e) {
      // Its length has been told: all that is left is to make sure that nobody takes it for whole.
      LOGGER.log(Level.WARNING, () -> "A reply to " + connection() + " is cut off: " + e);
      connection().abort();
      return false;
    }
    return sent(current);
  }

  private boolean sent(OutgoingReply complete) {
    complete.close();
    reply = null;
    phase = Phase.IDLE;
    boolean isLast = complete.isLast() || finishing;
    if (isLast) {
      close();
    }
    return !isLast;
  }

  private void awaitRequest() {
    if (!conversation.isWithinRequest()) {
      phase = Phase.IDLE;
    } else if (phase == Phase.IDLE) {
      enter(Phase.REQUEST);
    }
  }

  private void enter(Phase next) {
    phase = next;
    if (deadline == null) {
      deadline = connection().schedule(listener.timeout(next), () -> timedOut());
    } else {
      deadline.reschedule(listener.timeout(next));
    }
  }

  private void timedOut() {
    switch (phase) {
      case REQUEST -> giveUpRequest();
      case REPLY -> connection().abort();
      case IDLE -> {
        // It was the deadline of a phase that ended in time. Cancelling it then would cost every
        // request something, and to let it come costs nothing.
      }
    }
  }

  private void giveUpRequest() {
    if (conversation.isWithinRequest()) {
      sendReply(conversation.tooSlow());
    } else {
      // It may be connected ahead of what it wants to ask, and would take this for the answer.
      close();
    }
  }

  /**
   * Nothing has come or gone for a while, which is no news if a request or a reply is on its way.
   */
  private void silent() {
    if (phase == Phase.IDLE) {
      close();
    }
  }
}
