package dev.pollen.example.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request, or too much of one, is answered with a status and the end. */
@ParameterizedClass
@EnumSource(Flavor.class)
final class HttpRefusalsTest {
  private final Flavor flavor;
  @TempDir Path directory;

  HttpRefusalsTest(Flavor flavor) {
    this.flavor = flavor;
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        arguments("garbage\r\n", 400),
        arguments("\u0016\u0003\u0001\u0002\u0000\u0001", 400),
        arguments("GET /\r\n\r\n", 400),
        arguments("GET / HTTP/1.1\r\n\r\n", 400),
        arguments("GET / HTTP/1.1\nHost: a\n\n", 400),
        arguments("GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400),
        arguments("GET relative HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        arguments("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        arguments("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400),
        arguments("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n", 413),
        arguments("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n", 414),
        arguments("GET / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n", 417),
        arguments("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(101), 431),
        arguments("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(1 << 20) + "\r\n\r\n", 431),
        arguments("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        arguments("get / HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        arguments("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 501),
        arguments("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void answersAndCloses(String request, int status) throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send(request);
      Response response = Response.read(client);
      assertThat(response.status()).isEqualTo(status);
      assertThat(response.isLast()).isTrue();
      client.expectEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD / HTTP/2.0\r\n\r\n",
        "HEAD / HTTP/1.1\r\n\r\n",
        "HEAD /%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n"
      })
  void sendsNoContentInAnswerToAHead(String request) throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send(request);
      assertThat(Response.readHead(client).status()).isGreaterThanOrEqualTo(400);
      client.expectEnd();
    }
  }

  @Test
  void answersWhatCameBeforeFirst() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send(
          "GET /a HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /b HTTP/1.1\r\n\r\nGET /c HTTP/1.1\r\n");
      assertThat(Response.read(client).status()).isEqualTo(404);
      assertThat(Response.read(client).status()).isEqualTo(400);
      client.expectEnd();
    }
  }

  @Test
  void endsWithoutAnAnswerIfTheClientDoes() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send("GET / HTTP/1.1\r\nHos").finishSending().expectEnd();
    }
  }
}
