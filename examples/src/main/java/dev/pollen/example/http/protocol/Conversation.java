package dev.pollen.example.http.protocol;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What the protocol makes of the bytes of one connection: requests in, replies out, in order. */
public final class Conversation {
  private static final Logger LOGGER = System.getLogger(Conversation.class.getName());

  private final RequestReader requests;
  private final Responder responder;
  private final ReplyWriter writer;

  /** Begins the conversation of one connection. */
  public Conversation(HttpLimits limits, Responder responder, ReplyWriter writer) {
    this.requests = new RequestReader(limits.maxHeadBytes(), limits.maxBodyBytes());
    this.responder = responder;
    this.writer = writer;
  }

  /** Whether a part of a request has arrived, but not all of it. */
  public boolean isWithinRequest() {
    return requests.isWithinRequest();
  }

  /**
   * Begins to read what has arrived. The replies that this and {@link #next} return until it is
   * called again bear the time of now.
   *
   * @param input as for {@link #next}
   * @return as for {@link #next}
   */
  public @Nullable OutgoingReply first(ByteBuffer input) {
    writer.beginTurn();
    return next(input);
  }

  /**
   * Reads up to the end of one request. Not to be called after the {@linkplain
   * OutgoingReply#isLast() last} reply.
   *
   * @param input what has arrived; bytes that are left in it are to be presented again
   * @return the reply to send before this method is called again, or {@code null} if the request is
   *     not complete
   */
  public @Nullable OutgoingReply next(ByteBuffer input) {
    Request request;
    try {
      request = requests.next(input);
    } catch (Refusal refusal) {
      return last(refusal.status(), !requests.isHead());
    }
    return request == null ? null : answer(request);
  }

  /** The reply to a request that did not arrive in time. */
  public OutgoingReply tooSlow() {
    writer.beginTurn();
    return last(Status.REQUEST_TIMEOUT, !requests.isHead());
  }

  private OutgoingReply answer(Request request) {
    boolean sendsBody = !request.method().equals("HEAD");
    // Content that was held back may come after all: then it would be taken for the next request.
    boolean isLast = !request.keepsAlive() || request.expectsContinue();
    try {
      return new OutgoingReply(reply(request), writer, sendsBody, isLast);
    } catch (Refusal refusal) {
      return last(refusal.status(), sendsBody);
    }
  }

  private Reply reply(Request request) throws Refusal {
    try {
      return responder.answer(request);
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, () -> request.target() + " cannot be served: " + e);
      return Reply.of(Status.INTERNAL_SERVER_ERROR);
    }
  }

  private OutgoingReply last(Status status, boolean sendsBody) {
    return new OutgoingReply(Reply.of(status), writer, sendsBody, true);
  }
}
