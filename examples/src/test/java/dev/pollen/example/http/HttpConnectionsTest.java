package dev.pollen.example.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several requests on one connection, and when it ends. */
@ParameterizedClass
@EnumSource(Flavor.class)
final class HttpConnectionsTest {
  private static final int REQUESTS = 50;

  private final Flavor flavor;
  @TempDir Path directory;

  HttpConnectionsTest(Flavor flavor) {
    this.flavor = flavor;
  }

  @BeforeEach
  void writeFiles() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      Files.writeString(directory.resolve(i + ".txt"), "file " + i);
    }
  }

  private static String get(int file) {
    return "GET /" + file + ".txt HTTP/1.1\r\nHost: a\r\n\r\n";
  }

  private static String pipeline() {
    return IntStream.range(0, REQUESTS)
        .mapToObj(HttpConnectionsTest::get)
        .collect(Collectors.joining());
  }

  private static void expectAll(Client client) throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      Response response = Response.read(client);
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.text()).isEqualTo("file " + i);
      assertThat(response.isLast()).isFalse();
    }
  }

  @Test
  void answersInOrderWhatComesAtOnce() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send(pipeline());
      expectAll(client);
    }
  }

  @Test
  void answersWhatComesByteByByte() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      for (byte octet : pipeline().getBytes(StandardCharsets.US_ASCII)) {
        client.send(new byte[] {octet});
      }
      expectAll(client);
    }
  }

  @Test
  void answersEverythingAfterTheClientHasFinishedSending() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send(pipeline()).finishSending();
      expectAll(client);
      client.expectEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0\r\n\r\n",
        "HTTP/1.0\r\nConnection: close\r\n\r\n",
        "HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Close\r\n\r\n"
      })
  void closesIfTheRequestSaysSo(String rest) throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send("GET /1.txt " + rest + get(2));
      Response response = Response.read(client);
      assertThat(response.text()).isEqualTo("file 1");
      assertThat(response.isLast()).isTrue();
      client.expectEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n",
        "HTTP/1.1\r\nHost: a\r\n\r\n",
        "HTTP/1.2\r\nHost: a\r\n\r\n",
        "HTTP/1.1\r\nHost: a\r\nConnection: x\r\nConnection: y\r\n\r\n"
      })
  void staysOpenOtherwise(String rest) throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send("GET /1.txt " + rest);
      Response response = Response.read(client);
      assertThat(response.text()).isEqualTo("file 1");
      assertThat(response.field("connection")).isEqualTo("keep-alive");
      client.send(get(2));
      assertThat(Response.read(client).text()).isEqualTo("file 2");
    }
  }

  @Test
  void skipsContent() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      String content = "GET /0.txt HTTP/1.1\r\n".repeat(40_000);
      client.send(
          "POST /1.txt HTTP/1.1\r\nHost: a\r\nContent-Length: "
              + content.length()
              + "\r\n\r\n"
              + content);
      client.send(get(2));
      Response refused = Response.read(client);
      assertThat(refused.status()).isEqualTo(405);
      assertThat(refused.field("allow")).isEqualTo("GET, HEAD");
      assertThat(Response.read(client).text()).isEqualTo("file 2");
    }
  }

  @Test
  void doesNotAskForContentThatIsHeldBack() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n");
      Response response = Response.read(client);
      assertThat(response.status()).isEqualTo(405);
      assertThat(response.isLast()).isTrue();
      client.expectEnd();
    }
  }

  @Test
  void sendsNoContentToHead() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = server.connect()) {
      client.send(
          "HEAD /1.txt HTTP/1.1\r\nHost: a\r\n\r\nHEAD /x HTTP/1.1\r\nHost: a\r\n\r\n" + get(2));
      Response found = Response.readHead(client);
      assertThat(found.status()).isEqualTo(200);
      assertThat(found.field("content-length")).isEqualTo("6");
      assertThat(Response.readHead(client).status()).isEqualTo(404);
      assertThat(Response.read(client).text()).isEqualTo("file 2");
    }
  }
}
