package dev.pollen.example.http;

import dev.pollen.Connection;
import dev.pollen.Timer;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnShutdown;
import dev.pollen.annotation.OnWrite;
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
public final class HttpConnection {
  private static final Logger LOGGER = System.getLogger(HttpConnection.class.getName());

  private final HttpServer server;
  private final Conversation conversation;
  private Phase phase = Phase.IDLE;
  private @Nullable Timer deadline;

  /** The reply under way; there is one for as long as the peer is behind. */
  private @Nullable OutgoingReply reply;

  private boolean finishing;

  HttpConnection(HttpServer server, Conversation conversation) {
    this.server = server;
    this.conversation = conversation;
  }

  @OnAccept
  void opened(Connection peer) {
    enter(Phase.REQUEST, peer);
    peer.onIdle(server.timeout(Phase.IDLE), () -> silent(peer));
  }

  @OnRead
  void read(Connection peer, ByteBuffer input) {
    OutgoingReply next = conversation.first(input);
    while (next != null && sendReply(next, peer)) {
      next = conversation.next(input);
    }
    if (next == null) {
      awaitRequest(peer);
    }
  }

  @OnWrite
  void drained(Connection peer) {
    if (reply != null && sendReply(reply, peer)) {
      awaitRequest(peer);
      peer.resumeReading();
    }
  }

  /** Ends the connection, after the reply that is under way. */
  @OnShutdown
  void finish(Connection peer) {
    finishing = true;
    if (reply == null) {
      peer.close();
    }
  }

  @OnClose
  void closed() {
    if (reply != null) {
      reply.close();
    }
  }

  /** Sends what the peer takes of a reply; says whether all is sent and another may follow. */
  private boolean sendReply(OutgoingReply current, Connection peer) {
    reply = current;
    try {
      for (ByteBuffer piece = current.next(); piece != null; piece = current.next()) {
        if (!peer.send(piece)) {
          peer.pauseReading();
          enter(Phase.REPLY, peer);
          return false;
        }
      }
    } catch (IOException e) {
      // Its length has been told: all that is left is to make sure that nobody takes it for whole.
      LOGGER.log(Level.WARNING, () -> "A reply to " + peer + " is cut off: " + e);
      peer.abort();
      return false;
    }
    return sent(current, peer);
  }

  private boolean sent(OutgoingReply complete, Connection peer) {
    complete.close();
    reply = null;
    phase = Phase.IDLE;
    boolean isLast = complete.isLast() || finishing;
    if (isLast) {
      peer.close();
    }
    return !isLast;
  }

  private void awaitRequest(Connection peer) {
    if (!conversation.isWithinRequest()) {
      phase = Phase.IDLE;
    } else if (phase == Phase.IDLE) {
      enter(Phase.REQUEST, peer);
    }
  }

  private void enter(Phase next, Connection peer) {
    phase = next;
    if (deadline == null) {
      deadline = peer.schedule(server.timeout(next), () -> timedOut(peer));
    } else {
      deadline.reschedule(server.timeout(next));
    }
  }

  private void timedOut(Connection peer) {
    switch (phase) {
      case REQUEST -> giveUpRequest(peer);
      case REPLY -> peer.abort();
      case IDLE -> {
        // It was the deadline of a phase that ended in time. Cancelling it then would cost every
        // request something, and to let it come costs nothing.
      }
    }
  }

  private void giveUpRequest(Connection peer) {
    if (conversation.isWithinRequest()) {
      sendReply(conversation.tooSlow(), peer);
    } else {
      // It may be connected ahead of what it wants to ask, and would take this for the answer.
      peer.close();
    }
  }

  /**
   * Nothing has come or gone for a while, which is no news if a request or a reply is on its way.
   */
  private void silent(Connection peer) {
    if (phase == Phase.IDLE) {
      peer.close();
    }
  }
}
