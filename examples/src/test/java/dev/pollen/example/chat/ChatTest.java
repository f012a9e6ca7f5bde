package dev.pollen.example.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class ChatTest {

  private static RunningServer serve() throws IOException {
    return RunningServer.of(new ChatDispatcher(new Chat()), Chat.LIMITS);
  }

  /** Joins as the n-th guest, when those before have done so. */
  private static Client join(Client client, int n) throws IOException {
    assertThat(client.line()).isEqualTo("Welcome, guest " + n + ". You are " + n + " here.");
    return client;
  }

  @Test
  void everybodyHearsEverybody() throws IOException {
    try (RunningServer server = serve();
        Client ann = join(server.connect(), 1);
        Client bob = join(server.connect(), 2)) {
      assertThat(ann.line()).isEqualTo("guest 2 joins");
      ann.send("hello\r\n \r\nhow are");
      assertThat(ann.line()).isEqualTo("guest 1: hello");
      assertThat(bob.line()).isEqualTo("guest 1: hello");
      bob.send("h\u00c3\u00b6\u001b[2J\u0007\n");
      assertThat(ann.line()).isEqualTo("guest 2: h\u00f6?[2J?");
      ann.send(" you?\n");
      bob.line();
      assertThat(bob.line()).isEqualTo("guest 1: how are you?");
      bob.hangUp();
      ann.line();
      assertThat(ann.line()).isEqualTo("guest 2 leaves");
    }
  }

  @Test
  void aLineMayBeLongButNotLonger() throws IOException {
    try (RunningServer server = serve();
        Client ann = join(server.connect(), 1);
        Client bob = join(server.connect(), 2)) {
      ann.line();
      bob.send("x".repeat(511) + "\r\n");
      assertThat(ann.line()).isEqualTo("guest 2: " + "x".repeat(511));
      bob.line();
      bob.send("y".repeat(513));
      assertThat(bob.line()).isEqualTo("A line may have 512 bytes at most. Goodbye.");
      bob.expectEnd();
      assertThat(ann.line()).isEqualTo("guest 2 leaves");
    }
  }

  @Test
  void whoDoesNotReadIsDroppedAndHarmsNobody() throws IOException {
    byte[] lines = ("x".repeat(498) + "\r\n").repeat(100).getBytes(StandardCharsets.US_ASCII);
    try (RunningServer server = serve();
        Client ann = join(server.connect(), 1);
        Client bob = join(server.connect(), 2);
        Client deaf = join(Client.connectSlow(server.address()), 3)) {
      ann.line();
      ann.line();
      bob.line();
      int heard = 0;
      int said = 0;
      boolean isDropped = false;
      while (!isDropped) {
        assertThat(said).as("lines that a deaf member may miss").isLessThan(100_000);
        ann.send(lines);
        said += 100;
        for (int i = 0; i < 100; i++) {
          ann.line();
        }
        while (heard < said) {
          String line = bob.line();
          isDropped |= line.equals("guest 3 leaves");
          heard += line.startsWith("guest 1: xxx") ? 1 : 0;
        }
      }
      assertThat(server.connections()).isEqualTo(2);
      assertThat(deaf.hasNothingFor(Duration.ofMillis(1))).isFalse();
    }
  }

  @Test
  void stoppingSaysWhatWasSaid() throws IOException {
    try (RunningServer server = serve();
        Client ann = join(server.connect(), 1);
        Client bob = join(server.connect(), 2)) {
      ann.line();
      bob.send("last words\n");
      assertThat(ann.line()).isEqualTo("guest 2: last words");
      assertThat(bob.line()).isEqualTo("guest 2: last words");
      CompletableFuture<Void> stopped = server.stop(Duration.ofSeconds(10));
      ann.expectEnd();
      bob.expectEnd();
      ann.hangUp();
      bob.hangUp();
      assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
    }
  }
}
