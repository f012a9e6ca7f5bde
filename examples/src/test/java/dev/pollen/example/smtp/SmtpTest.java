package dev.pollen.example.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.example.Client;
import dev.pollen.example.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SmtpTest {
  private static final int MAX_MESSAGE = 3000;
  private static final String START_OF_TEXT = "354 Go on, end with a dot on a line";

  private final BlockingQueue<Message> kept = new LinkedBlockingQueue<>();

  private SmtpServerDispatcher server(Mailbox mailbox) {
    return new SmtpServerDispatcher(
        new SmtpServer("pollen.example", mailbox, MAX_MESSAGE, 2 * MAX_MESSAGE));
  }

  private RunningServer serve() throws IOException {
    return RunningServer.of(server(kept::add), SmtpServer.LIMITS);
  }

  private static Client hear(Client client, String... lines) throws IOException {
    for (String line : lines) {
      assertThat(client.line()).isEqualTo(line);
    }
    return client;
  }

  /** Says something and hears the answer. */
  private static void say(Client client, String command, String answer) throws IOException {
    hear(client.send(command + "\r\n"), answer);
  }

  private static Client greeted(RunningServer server) throws IOException {
    Client client = hear(server.connect(), "220 pollen.example ESMTP");
    say(client, "HELO ann.example", "250 pollen.example");
    return client;
  }

  private static Client inText(RunningServer server) throws IOException {
    Client client = greeted(server);
    return enterText(client);
  }

  private static Client enterText(Client client) throws IOException {
    say(client, "MAIL FROM:<ann@a.example>", "250 OK");
    say(client, "RCPT TO:<bob@b.example>", "250 OK");
    say(client, "DATA", START_OF_TEXT);
    return client;
  }

  private Message next() throws InterruptedException {
    Message message = kept.poll(10, TimeUnit.SECONDS);
    assertThat(message).as("a message").isNotNull();
    return message;
  }

  /** The text of a message, without the trace that the server has added. */
  private static String textOf(Message message) {
    String[] parts = new String(message.bytes(), StandardCharsets.ISO_8859_1).split("\r\n", 3);
    assertThat(parts[0]).isEqualTo("Return-Path: <ann@a.example>");
    assertThat(parts[1]).startsWith("Received: from ann.example ([127.0.0.1]) by pollen.example; ");
    return parts[2];
  }

  @Test
  void aMessageWithoutProtectionOfDots() throws Exception {
    try (RunningServer server = serve();
        Client client = inText(server)) {
      client.send("Subject: x\r\n\r\n..\r\n...\r\n.x\r\nx.\r\n\u00ff\r\n");
      say(client, ".", "250 OK");
      Message message = next();
      assertThat(message.sender()).isEqualTo("ann@a.example");
      assertThat(message.recipients()).containsExactly("bob@b.example");
      assertThat(textOf(message)).isEqualTo("Subject: x\r\n\r\n.\r\n..\r\nx\r\nx.\r\n\u00ff\r\n");

      enterText(client);
      say(client, ".", "250 OK");
      assertThat(textOf(next())).isEmpty();
      say(client, "QUIT", "221 pollen.example closing");
      client.expectEnd();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HELO | 501 Syntax: HELO domain",
        "EHLO a b | 501 Syntax: EHLO domain",
        "EHLO \u00ff | 501 Only UTF-8 is understood",
        "HELO \u00c3\u00bc | 501 That is no domain",
        "HELO a\u0001b | 501 That is no domain",
        "MAIL | 501 Syntax: MAIL FROM:<address>",
        "MAIL FROM:a@b | 501 Syntax: MAIL FROM:<address>",
        "MAIL TO:<a@b> | 501 Syntax: MAIL FROM:<address>",
        "MAIL FROM:<a@b>x | 501 Syntax: MAIL FROM:<address>",
        "MAIL FROM:<a@b><c> | 501 Syntax: MAIL FROM:<address>",
        "MAIL FROM:<a\u0001@b> | 501 Syntax: MAIL FROM:<address>",
        "MAIL FROM:<> SIZE=3001 | 552 Message too large",
        "MAIL FROM:<> SIZE=99999999999999999999 | 555 Parameter not supported",
        "MAIL FROM:<> BODY=8BITMIME AUTH=<> | 555 Parameter not supported",
        "mail from:<> size=3000 | 250 OK",
        "RCPT TO:<a@b> | 503 Bad sequence of commands",
        "data | 503 Bad sequence of commands",
        "RSET x | 501 Syntax: RSET",
        "RSET | 250 OK",
        "NOOP whatever there is | 250 OK",
        "VRFY | 501 Syntax: VRFY address",
        "VRFY bob | 252 Cannot tell, but will try to deliver",
        "HELP me | 214 HELO EHLO MAIL RCPT DATA RSET NOOP VRFY HELP QUIT",
        "BREW | 500 Command not recognized",
        "'' | 500 Command not recognized",
        "QUIT now | 501 Syntax: QUIT",
      })
  void answers(String command, String answer) throws IOException {
    try (RunningServer server = serve();
        Client client = greeted(server)) {
      say(client, command, answer);
      say(client, "NOOP", "250 OK");
    }
  }

  @Test
  void asksForTheRightOrder() throws IOException {
    try (RunningServer server = serve();
        Client client = hear(server.connect(), "220 pollen.example ESMTP")) {
      say(client, "MAIL FROM:<a@b>", "503 Bad sequence of commands");
      say(client, "RSET", "250 OK");
      say(client, "MAIL FROM:<a@b>", "503 Bad sequence of commands");
      say(client, "HELO x", "250 pollen.example");
      say(client, "MAIL FROM:<a@b>", "250 OK");
      say(client, "MAIL FROM:<a@b>", "503 Bad sequence of commands");
      say(client, "DATA", "503 Bad sequence of commands");
      say(client, "RCPT TO:<>", "501 Syntax: RCPT TO:<address>");
      say(client, "DATA", "503 Bad sequence of commands");
      say(client, "RCPT TO:<a@b> NOTIFY=NEVER", "555 Parameter not supported");
      say(client, "RCPT TO:<a@b>", "250 OK");
      say(client, "DATA now", "501 Syntax: DATA");
      say(client, "RSET", "250 OK");
      say(client, "RCPT TO:<a@b>", "503 Bad sequence of commands");
      say(client, "MAIL FROM:<a@b>", "250 OK");
      say(client, "HELO x", "250 pollen.example");
      say(client, "RCPT TO:<a@b>", "503 Bad sequence of commands");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n.\r\n", "\n.\n", "\r.\r\n", "\r\n.\n", "\r\n.\r", "\n\n.\r\n"})
  void nothingIsSmuggled(String falseEnd) throws IOException {
    try (RunningServer server = serve();
        Client client = inText(server)) {
      client.send("Subject: x" + falseEnd + "MAIL FROM:<evil@e.example>\r\n");
      say(client, "\r\n.", "554 CR and LF may only stand together");
      say(client, "NOOP a\nQUIT", "250 OK");
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void limits() throws Exception {
    String longest = "x".repeat(998) + "\r\n";
    try (RunningServer server = serve();
        Client client = greeted(server)) {
      say(client, "NOOP " + "x".repeat(1017), "250 OK");
      say(client, "NOOP " + "x".repeat(1018), "500 Line too long");
      say(client, "NOOP " + "x".repeat(100_000), "500 Line too long");
      enterText(client).send("." + longest + longest + longest);
      say(client, ".", "250 OK");
      assertThat(textOf(next())).isEqualTo(longest.repeat(3));
      enterText(client).send("xx" + longest + longest.repeat(10));
      say(client, ".", "500 Line too long");
      enterText(client).send(longest.repeat(4));
      say(client, ".", "552 Message too large");
      say(client, "MAIL FROM:<a@b>", "250 OK");
      for (int i = 0; i < 100; i++) {
        say(client, "RCPT TO:<" + i + "@b.example>", "250 OK");
      }
      say(client, "RCPT TO:<100@b.example>", "452 Too many recipients");
      say(client, "DATA", START_OF_TEXT);
      say(client, ".", "250 OK");
      assertThat(next().recipients()).hasSize(100);
    }
  }

  @Test
  void allMessagesTogetherHaveALimit() throws Exception {
    String text = ("x".repeat(998) + "\r\n").repeat(2);
    String noRoom = "452 No room for the message now";
    try (RunningServer server = serve();
        Client one = inText(server);
        Client two = inText(server);
        Client three = greeted(server)) {
      one.send(text);
      two.send(text);
      // Until what the first two have sent has been read.
      while (!three.send("MAIL FROM:<a@b> SIZE=2500\r\n").line().equals(noRoom)) {
        say(three, "RSET", "250 OK");
      }
      enterText(three).send(text + "x\r\n");
      say(three, ".", noRoom);
      say(one, ".", "250 OK");
      say(three, "MAIL FROM:<a@b> SIZE=3000", "250 OK");
      say(three, "RSET", "250 OK");
      enterText(three).send(text);
      say(three, "MAIL FROM:<a@b>\r\n.", "250 OK");
      two.hangUp();
      while (server.connections() > 2) {
        Thread.onSpinWait();
      }
      enterText(three).send(text + "x\r\n");
      say(three, ".", "250 OK");
    }
  }

  @Test
  void whatCannotBeKeptIsNotAccepted() throws IOException {
    Mailbox full =
        message -> {
          throw new IOException("asked to");
        };
    try (RunningServer server = RunningServer.of(server(full), SmtpServer.LIMITS);
        Client client = inText(server)) {
      say(client, "x\r\n.", "451 Cannot keep the message now");
      enterText(client);
    }
  }

  @Test
  void whoLeavesInTheMiddleHasSentNothing() throws IOException {
    try (RunningServer server = serve();
        Client client = inText(server)) {
      client.send("x\r\n.").finishSending();
      client.expectEnd();
      assertThat(kept).isEmpty();
    }
  }

  @Test
  void tellsThatItStops() throws IOException {
    try (RunningServer server = serve();
        Client client = greeted(server)) {
      CompletableFuture<Void> stopped = server.stop(Duration.ofSeconds(10));
      hear(client, "421 Shutting down, try again later").expectEnd();
      client.hangUp();
      assertThat(stopped).succeedsWithin(Duration.ofSeconds(10));
    }
  }
}
