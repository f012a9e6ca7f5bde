package dev.pollen.example.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Replies that do not fit into what lies between the server and its client. */
@ParameterizedClass
@EnumSource(Flavor.class)
final class HttpLargeRepliesTest {
  private static final String GET_LARGE = "GET /large HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String GET_SMALL = "GET /small HTTP/1.1\r\nHost: a\r\n\r\n";

  private final Flavor flavor;
  private final byte[] large = new byte[(24 << 20) + 1];

  @TempDir Path directory;

  HttpLargeRepliesTest(Flavor flavor) {
    this.flavor = flavor;
  }

  @BeforeEach
  void writeFiles() throws IOException {
    new Random(7).nextBytes(large);
    Files.write(directory.resolve("large"), large);
    Files.writeString(directory.resolve("small"), "small");
  }

  @Test
  void reachASlowReaderWholeWhileOthersAreServed() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client slow = Client.connectSlow(server.address());
        Client other = server.connect()) {
      slow.send(GET_LARGE + GET_SMALL);
      assertThat(Response.readHead(slow).field("content-length")).isEqualTo("" + large.length);
      int step = 1 << 20;
      for (int at = 0; at < large.length; at += step) {
        other.send(GET_SMALL);
        assertThat(Response.read(other).text()).isEqualTo("small");
        int count = Math.min(step, large.length - at);
        assertThat(Arrays.equals(slow.bytes(count), Arrays.copyOfRange(large, at, at + count)))
            .as("bytes from %d", at)
            .isTrue();
      }
      assertThat(Response.read(slow).text()).isEqualTo("small");
    }
  }

  @Test
  void reachAClientThatHasFinishedSending() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = Client.connectSlow(server.address())) {
      client.send(GET_LARGE + GET_SMALL).finishSending();
      Response response = Response.readHead(client);
      assertThat(response.status()).isEqualTo(200);
      assertThat(Arrays.equals(client.bytes(large.length), large)).isTrue();
      assertThat(Response.read(client).text()).isEqualTo("small");
      client.expectEnd();
    }
  }

  @Test
  void areCutOffIfTheFileShrinks() throws IOException {
    try (RunningServer server = flavor.serve(directory);
        Client client = Client.connectSlow(server.address());
        Client other = server.connect()) {
      client.send(GET_LARGE);
      assertThat(Response.readHead(client).status()).isEqualTo(200);
      try (FileChannel file =
          FileChannel.open(directory.resolve("large"), StandardOpenOption.WRITE)) {
        file.truncate(1);
      }
      assertThatThrownBy(() -> client.bytes(large.length)).isInstanceOf(SocketException.class);
      other.send(GET_SMALL);
      assertThat(Response.read(other).text()).isEqualTo("small");
    }
  }

  @Test
  void waitForAClientThatAsksMuchAndReadsLater() throws IOException {
    int requests = 2000;
    try (RunningServer server = flavor.serve(directory);
        Client client = Client.connectSlow(server.address())) {
      client.send(GET_SMALL.repeat(requests));
      for (int i = 0; i < requests; i++) {
        assertThat(Response.read(client).text()).isEqualTo("small");
      }
    }
  }
}
