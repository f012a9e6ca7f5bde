package dev.pollen.example.httpbyhand;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import dev.pollen.example.Service;
import dev.pollen.example.http.protocol.Conversation;
import dev.pollen.example.http.protocol.HttpClock;
import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.protocol.Phase;
import dev.pollen.example.http.protocol.Responder;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets connections in, and at the end, out. */
public final class HttpListener extends ListenerDispatcher implements Service {
  private static final int RECEIVE_BYTES = 64 * 1024;

  /** So little that what is left of a last reply reaches even a slow peer before the drain ends. */
  private static final int OUTPUT_LOW_MARK = 8 * 1024;

  private final Responder responder;
  private final HttpLimits limits;
  private final HttpClock clock = new HttpClock(Clock.systemUTC());
  private final Set<HttpDispatcher> connections = new HashSet<>();
  private boolean finishing;

  /**
   * Creates a server.
   *
   * @param responder who answers the requests
   * @param limits how much a peer may ask of the server
   */
  public HttpListener(Responder responder, HttpLimits limits) {
    this.responder = responder;
    this.limits = limits;
  }

  @Override
  public Listener listen(Loop loop, SocketAddress address) throws IOException {
    return loop.listen(address, this, transportLimits());
  }

  @Override
  protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) {
    boolean isFull = connections.size() >= limits.maxConnections();
    return isFull ? null : new HttpDispatcher(this, new Conversation(limits, responder, clock));
  }

  void opened(HttpDispatcher connection) {
    connections.add(connection);
  }

  void closed(HttpDispatcher connection) {
    connections.remove(connection);
  }

  @Override
  public void finish(Loop loop) {
    finishing = true;
    connections.forEach(HttpDispatcher::finish);
  }

  Duration timeout(Phase phase) {
    return limits.timeout(phase);
  }

  boolean isFinishing() {
    return finishing;
  }

  private Limits transportLimits() {
    // Behind an incomplete head there can be as much as one receive brings: requests sent ahead.
    int maxInput = limits.maxHeadBytes() + RECEIVE_BYTES;
    return Limits.DEFAULT.with(
        transport -> transport.maxInput(maxInput).outputLowMark(OUTPUT_LOW_MARK));
  }
}
