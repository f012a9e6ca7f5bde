package dev.pollen.example.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import dev.pollen.example.http.protocol.HttpLimits;
import dev.pollen.example.http.site.Site;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody can keep a connection without using it. In each test only one of the timeouts is short.
 */
@ParameterizedClass
@EnumSource(Flavor.class)
final class HttpTimeoutsTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String GET = "GET /file HTTP/1.1\r\nHost: a\r\n\r\n";

  private final Flavor flavor;
  @TempDir Path directory;

  HttpTimeoutsTest(Flavor flavor) {
    this.flavor = flavor;
  }

  private RunningServer serve(Duration request, Duration idle, Duration stall) throws IOException {
    HttpLimits limits = new HttpLimits(16 * 1024, 1024, request, idle, stall, 10);
    return flavor.serve(Site.of(directory), limits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "G",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\r",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhalf",
        GET + "GET",
      })
  void answersThatTheRequestTookTooLong(String begin) throws IOException {
    try (RunningServer server = serve(SHORT, LONG, LONG);
        Client client = server.connect()) {
      client.send(begin);
      if (begin.startsWith(GET)) {
        assertThat(Response.read(client).status()).isEqualTo(404);
      }
      Response response = Response.read(client);
      assertThat(response.status()).isEqualTo(408);
      assertThat(response.isLast()).isTrue();
      client.expectEnd();
    }
  }

  @Test
  void isNotImpressedByBytesThatTrickle() throws IOException {
    try (RunningServer server = serve(SHORT, LONG, LONG);
        Client client = server.connect()) {
      // Endless in effect: it ends with the timeout of the server, or with the patience of a test.
      client.send("GET / HTTP/1.1\r\n");
      long begin = System.nanoTime();
      while (client.hasNothingFor(Duration.ofMillis(20))) {
        client.send("a: b\r\n");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LONG);
      }
      assertThat(Response.read(client).status()).isEqualTo(408);
    }
  }

  /** A browser connects ahead of a request, and would take an answer for that of its request. */
  @Test
  void closesAConnectionThatNeverAskedWithoutAWord() throws IOException {
    try (RunningServer server = serve(SHORT, LONG, LONG);
        Client client = server.connect()) {
      client.expectEnd();
    }
  }

  @Test
  void closesAnIdleConnectionWithoutAWord() throws IOException {
    try (RunningServer server = serve(LONG, SHORT, LONG);
        Client client = server.connect()) {
      client.send(GET);
      assertThat(Response.read(client).isLast()).isFalse();
      client.expectEnd();
    }
  }

  @Test
  void dropsAReplyThatNobodyTakes() throws IOException {
    Files.write(directory.resolve("file"), new byte[32 << 20]);
    try (RunningServer server = serve(LONG, LONG, SHORT);
        Client stalled = Client.connectSlow(server.address());
        Client other = server.connect()) {
      stalled.send(GET);
      assertThat(Response.readHead(stalled).status()).isEqualTo(200);
      while (server.connections() == 2) {
        other.send("HEAD /file HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(Response.readHead(other).status()).isEqualTo(200);
      }
      assertThatThrownBy(stalled::rest).isInstanceOf(SocketException.class);
    }
  }
}
