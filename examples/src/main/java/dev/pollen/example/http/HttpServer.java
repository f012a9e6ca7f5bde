package dev.pollen.example.http;

import dev.pollen.Limits;
import dev.pollen.annotation.OnAccept;
import dev.pollen.example.http.protocol.Conversation;
import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.protocol.Phase;
import dev.pollen.example.http.protocol.ReplyWriter;
import dev.pollen.example.http.protocol.Responder;
import java.time.Clock;
import java.time.Duration;

/** Lets connections in. */
public final class HttpServer {
  /** What one receive brings: requests that were sent ahead wait unread while one is answered. */
  private static final int MAX_INPUT = 64 * 1024;

  /** So little that what is left of a last reply reaches even a slow peer before the drain ends. */
  private static final int OUTPUT_LOW_MARK = 8 * 1024;

  private final Responder responder;
  private final HttpLimits limits;
  private final ReplyWriter writer = new ReplyWriter(Clock.systemUTC());

  /**
   * Creates a server.
   *
   * @param responder who answers the requests
   * @param limits how much a peer may ask of the server
   */
  public HttpServer(Responder responder, HttpLimits limits) {
    this.responder = responder;
    this.limits = limits;
  }

  @OnAccept
  HttpConnection accept() {
    return new HttpConnection(this, new Conversation(limits, responder, writer));
  }

  Duration timeout(Phase phase) {
    return limits.timeout(phase);
  }

  /** What the loop of this server needs. */
  public Limits loopLimits() {
    return Limits.DEFAULT.with(
        loop ->
            loop.maxInput(MAX_INPUT)
                .outputLowMark(OUTPUT_LOW_MARK)
                .maxConnections(limits.maxConnections()));
  }
}
