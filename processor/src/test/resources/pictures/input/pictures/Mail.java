package pictures;

import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Until;

/** A constant reply, an answer that comes later, events of all states. */
final class Mail {
  enum State {
    GREETED,
    READY,
    RECIPIENTS,
    DATA,
    CHECKING
  }

  private static final Reply<State> OK = Reply.of("250 ok\r\n").enter(State.READY);

  @OnConnect
  String greet() {
    return "220 ready\r\n";
  }

  @OnRead
  @Line
  @In("GREETED")
  @Command({"HELO", "EHLO"})
  Reply<State> hello(String domain) {
    return OK;
  }

  @OnRead
  @Line
  @In("READY")
  @Command("MAIL")
  Reply<State> mail(String from) {
    return Reply.of("250 ok\r\n").enter(State.RECIPIENTS);
  }

  @OnRead
  @Line
  @In("RECIPIENTS")
  @Command("RCPT")
  String recipient(String to) {
    return "250 ok\r\n";
  }

  @OnRead
  @Line
  @In("RECIPIENTS")
  @Command("DATA")
  Reply<State> data() {
    return Reply.of("354 go on\r\n").enter(State.DATA);
  }

  @OnRead
  @Until("\r\n.\r\n")
  @In("DATA")
  State text(byte[] text, Connection client) {
    client.loop().execute(() -> client.enter(State.READY));
    return State.CHECKING;
  }

  @OnRead
  @Line
  @In({"GREETED", "READY", "RECIPIENTS"})
  @Command("NOOP")
  String nothing() {
    return "250 ok\r\n";
  }

  @OnRead
  @Line
  @In({"GREETED", "READY", "RECIPIENTS"})
  @Command("QUIT")
  Reply<State> quit() {
    return Reply.<State>of("221 bye\r\n").close();
  }

  @OnRead
  @Line
  @In({"GREETED", "READY", "RECIPIENTS"})
  @Command
  String unknown(String line) {
    return "500 what?\r\n";
  }

  @OnIdle("5m")
  void idle(Connection client) {
    client.close();
  }
}
