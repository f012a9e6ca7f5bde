package dev.pollen.example.smtp;

import dev.pollen.Connection;
import dev.pollen.FrameTooLongException;
import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.LineEnd;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnShutdown;
import dev.pollen.annotation.Oversized;
import dev.pollen.annotation.Rest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One client that has mail. Lines end with CR and LF, and with nothing less: whoever takes another
 * end than the next server does lets messages be smuggled past it.
 */
@Line(max = SmtpSession.MAX_COMMAND, end = LineEnd.CRLF, oversized = Oversized.SKIP)
@In({"START", "READY", "MAIL", "RCPT"})
public final class SmtpSession {
  static final int MAX_COMMAND = 1022;

  /** One more than section 4.5.3.1.6 allows: the dot that protects another one. */
  private static final int MAX_TEXT = 999;

  enum State {
    /** Nobody has said hello. */
    START,
    /** There is no transaction. */
    READY,
    /** The sender is known. */
    MAIL,
    /** So is a recipient. */
    RCPT,
    /** The text arrives. */
    DATA
  }

  private final SmtpServer server;
  private final SocketAddress peer;
  private String client = "";
  private @Nullable Transaction transaction;

  SmtpSession(SmtpServer server, SocketAddress peer) {
    this.server = server;
    this.peer = peer;
  }

  @OnAccept
  String greet() {
    return "220 " + server.hostname() + " ESMTP\r\n";
  }

  @OnRead
  @Command(value = "HELO", usage = "501 Syntax: HELO domain\r\n")
  Reply<State> helo(String domain) {
    return hello(domain, "250 " + server.hostname() + "\r\n");
  }

  @OnRead
  @Command(value = "EHLO", usage = "501 Syntax: EHLO domain\r\n")
  Reply<State> ehlo(String domain) {
    return hello(
        domain,
        """
        250-%s\r
        250-PIPELINING\r
        250-8BITMIME\r
        250-SIZE %d\r
        250 HELP\r
        """
            .formatted(server.hostname(), server.maxMessageBytes()));
  }

  private Reply<State> hello(String domain, String answer) {
    if (!domain.matches("[!-~]+")) {
      return Reply.of("501 That is no domain\r\n");
    }
    client = domain;
    forget();
    return Reply.of(answer).enter(State.READY);
  }

  @OnRead
  @Command("MAIL")
  @In("READY")
  Reply<State> mail(@Rest String argument) {
    PathArgument from = PathArgument.parse("FROM", argument);
    if (from == null) {
      return Reply.of("501 Syntax: MAIL FROM:<address>\r\n");
    }
    if (from.asksForMore()) {
      return Reply.of("555 Parameter not supported\r\n");
    }
    if (from.size() > server.maxMessageBytes()) {
      return Reply.of("552 Message too large\r\n");
    }
    if (!server.hasRoomFor(from.size())) {
      return Reply.of("452 No room for the message now\r\n");
    }
    transaction = new Transaction(server, from.mailbox());
    return Reply.of("250 OK\r\n").enter(State.MAIL);
  }

  @OnRead
  @Command("RCPT")
  @In({"MAIL", "RCPT"})
  Reply<State> rcpt(@Rest String argument) {
    PathArgument to = PathArgument.parse("TO", argument);
    if (to == null || to.mailbox().isEmpty()) {
      return Reply.of("501 Syntax: RCPT TO:<address>\r\n");
    }
    if (!to.parameters().isEmpty()) {
      return Reply.of("555 Parameter not supported\r\n");
    }
    if (!transaction().add(to.mailbox())) {
      return Reply.of("452 Too many recipients\r\n");
    }
    return Reply.of("250 OK\r\n").enter(State.RCPT);
  }

  @OnRead
  @Command(value = "DATA", usage = "501 Syntax: DATA\r\n")
  @In("RCPT")
  Reply<State> data() {
    return Reply.of("354 Go on, end with a dot on a line\r\n").enter(State.DATA);
  }

  @OnRead
  @Line(max = MAX_TEXT, end = LineEnd.CRLF, oversized = Oversized.SKIP)
  @In("DATA")
  @Nullable CompletionStage<Reply<State>> text(ByteBuffer line) {
    if (line.remaining() == 1 && line.get(line.position()) == '.') {
      CompletionStage<String> answer = transaction().deliver(trace());
      transaction = null;
      return answer.thenApply(text -> Reply.of(text + "\r\n").enter(State.READY));
    }
    transaction().add(line);
    return null;
  }

  /** A line that is too long, or one that the client does not finish: then nobody is told. */
  @OnError
  @In("DATA")
  void wrongText(IOException cause) {
    transaction().refuse("500 Line too long");
  }

  @OnRead
  @Command(value = "RSET", usage = "501 Syntax: RSET\r\n")
  Reply<State> rset() {
    if (transaction == null) {
      return Reply.of("250 OK\r\n");
    }
    forget();
    return Reply.of("250 OK\r\n").enter(State.READY);
  }

  @OnRead
  @Command("NOOP")
  String noop(@Rest String ignored) {
    return "250 OK\r\n";
  }

  @OnRead
  @Command("VRFY")
  String vrfy(@Rest String who) {
    return who.isEmpty()
        ? "501 Syntax: VRFY address\r\n"
        : "252 Cannot tell, but will try to deliver\r\n";
  }

  @OnRead
  @Command("HELP")
  String help(@Rest String ignored) {
    return "214 " + String.join(" ", SmtpSessionDispatcher.commands()) + "\r\n";
  }

  @OnRead
  @Command(value = "QUIT", usage = "501 Syntax: QUIT\r\n")
  Reply<State> quit() {
    return Reply.of("221 " + server.hostname() + " closing\r\n").close();
  }

  @OnRead
  @Command
  String other(String line) {
    String command = line.strip().split("[ \t]", 2)[0].toUpperCase(Locale.ROOT);
    return SmtpSessionDispatcher.commands().contains(command)
        ? "503 Bad sequence of commands\r\n"
        : "500 Command not recognized\r\n";
  }

  @OnError
  @In({"START", "READY", "MAIL", "RCPT"})
  void wrongLine(Connection client, IOException cause) {
    client.send(
        cause instanceof FrameTooLongException
            ? "500 Line too long\r\n"
            : "501 Only UTF-8 is understood\r\n");
  }

  /** The time that section 4.5.3.2.7 asks for. */
  @OnIdle("5m")
  @In({"START", "READY", "MAIL", "RCPT"})
  Reply<State> noCommand() {
    return Reply.of("421 No command for five minutes\r\n").close();
  }

  @OnIdle("10m")
  @In("DATA")
  Reply<State> noText() {
    return Reply.of("421 No text for ten minutes\r\n").close();
  }

  @OnShutdown
  @In({"START", "READY", "MAIL", "RCPT"})
  Reply<State> shutDown() {
    return Reply.of("421 Shutting down, try again later\r\n").close();
  }

  @OnClose
  void forget() {
    if (transaction != null) {
      transaction.drop();
      transaction = null;
    }
  }

  private Transaction transaction() {
    return Objects.requireNonNull(transaction, "There is one from MAIL to the end of DATA");
  }

  private String trace() {
    return "Received: from %s (%s) by %s; %s\r\n"
        .formatted(
            client,
            peer instanceof InetSocketAddress internet
                ? "[" + internet.getAddress().getHostAddress() + "]"
                : "local",
            server.hostname(),
            DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
  }
}
