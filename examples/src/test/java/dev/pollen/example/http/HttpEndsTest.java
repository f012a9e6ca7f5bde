package dev.pollen.example.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import dev.pollen.example.http.protocol.Body;
import dev.pollen.example.http.protocol.ContentType;
import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.protocol.Reply;
import dev.pollen.example.http.protocol.Responder;
import dev.pollen.example.http.protocol.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How connections and servers end. */
@ParameterizedClass
@EnumSource(Flavor.class)
final class HttpEndsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int PIECE = 64 << 10;
  private static final int LARGE = 512 * PIECE;
  private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

  private final Flavor flavor;

  HttpEndsTest(Flavor flavor) {
    this.flavor = flavor;
  }

  /** Content that tells when it is closed. */
  private static final class Zeros implements Body {
    private final CountDownLatch closed = new CountDownLatch(1);
    private int left = LARGE;

    @Override
    public long length() {
      return LARGE;
    }

    @Override
    public @Nullable ByteBuffer next() {
      if (left == 0) {
        return null;
      }
      left -= PIECE;
      return ByteBuffer.allocate(PIECE);
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  private RunningServer serve(Responder responder, int maxConnections) throws IOException {
    HttpLimits limits = HttpLimits.DEFAULT;
    return flavor.serve(
        responder,
        new HttpLimits(
            limits.maxHeadBytes(),
            limits.maxBodyBytes(),
            limits.requestTimeout(),
            limits.idleTimeout(),
            limits.stallTimeout(),
            maxConnections));
  }

  private RunningServer serve(Responder responder) throws IOException {
    return serve(responder, 10);
  }

  private static Reply reply(Body body) {
    return new Reply(Status.OK, ContentType.TEXT, body);
  }

  @Test
  void contentIsClosedWhenTheClientIsGone() throws IOException, InterruptedException {
    Zeros zeros = new Zeros();
    try (RunningServer server = serve(request -> reply(zeros))) {
      try (Client client = Client.connectSlow(server.address())) {
        client.send(GET);
        assertThat(Response.readHead(client).status()).isEqualTo(200);
      }
      assertThat(zeros.closed.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void stoppingFinishesTheReplyUnderWayAndNothingElse() throws IOException {
    Zeros zeros = new Zeros();
    try (RunningServer server = serve(request -> reply(zeros));
        Client busy = Client.connectSlow(server.address());
        Client idle = server.connect()) {
      busy.send(GET + GET);
      assertThat(Response.readHead(busy).status()).isEqualTo(200);
      CompletableFuture<Void> stopped = server.stop(PATIENCE);
      idle.expectEnd();
      idle.hangUp();
      assertThat(stopped).isNotDone();
      assertThat(busy.bytes(LARGE)).hasSize(LARGE);
      assertThatThrownBy(server::connect).isInstanceOf(ConnectException.class);
      busy.expectEnd();
      busy.hangUp();
      assertThat(stopped).succeedsWithin(PATIENCE);
    }
  }

  @Test
  void stoppingDoesNotWaitForEver() throws IOException {
    Zeros zeros = new Zeros();
    try (RunningServer server = serve(request -> reply(zeros));
        Client stalled = Client.connectSlow(server.address())) {
      stalled.send(GET);
      assertThat(Response.readHead(stalled).status()).isEqualTo(200);
      assertThat(server.stop(Duration.ofMillis(100))).succeedsWithin(PATIENCE);
      assertThat(zeros.closed.getCount()).isZero();
    }
  }

  @Test
  void aFailureEndsOnlyTheConnectionItHappensOn() throws IOException {
    Responder responder =
        request -> {
          if (request.target().equals("/bug")) {
            throw new IllegalStateException("a bug");
          }
          if (request.target().equals("/disk")) {
            throw new IOException("a broken disk");
          }
          return reply(Body.of("fine"));
        };
    Logger logger = Logger.getLogger("dev.pollen");
    logger.setLevel(Level.OFF);
    try (RunningServer server = serve(responder);
        Client other = server.connect();
        Client unlucky = server.connect()) {
      other.send(GET);
      assertThat(Response.read(other).text()).isEqualTo("fine");
      unlucky.send("GET /disk HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(Response.read(unlucky).status()).isEqualTo(500);
      unlucky.send("GET /bug HTTP/1.1\r\nHost: a\r\n\r\n");
      unlucky.expectEnd();
      other.send(GET);
      assertThat(Response.read(other).text()).isEqualTo("fine");
    } finally {
      logger.setLevel(null);
    }
  }

  @Test
  void moreConnectionsThanAllowedWait() throws IOException {
    try (RunningServer server = serve(request -> reply(Body.of("fine")), 1);
        Client first = server.connect()) {
      first.send(GET);
      assertThat(Response.read(first).status()).isEqualTo(200);
      try (Client second = server.connect()) {
        second.send(GET);
        first.send(GET);
        assertThat(Response.read(first).status()).isEqualTo(200);
        assertThat(server.connections()).isEqualTo(1);
        first.hangUp();
        assertThat(Response.read(second).status()).isEqualTo(200);
      }
    }
  }
}
