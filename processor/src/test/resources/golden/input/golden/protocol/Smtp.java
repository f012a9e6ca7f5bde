package golden.protocol;

import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import dev.pollen.annotation.Rest;
import dev.pollen.annotation.Until;

/** States, commands and two kinds of frames. */
public final class Smtp {
  enum State {
    GREETED,
    MAIL,
    DATA,
    QUITTING
  }

  @OnAccept
  String banner() {
    return "220 ready\r\n";
  }

  @OnRead
  @Line(max = 512)
  @Command("HELO")
  @In({"GREETED", "MAIL"})
  String helo(String domain) {
    return "250 " + domain + "\r\n";
  }

  @OnRead
  @Line(max = 512)
  @Command(value = "MAIL", usage = "501 Syntax: MAIL FROM:<address>\r\n")
  @In("GREETED")
  Reply<State> mail(Connection peer, String from) {
    return Reply.of("250 ok\r\n").enter(from.isEmpty() ? State.DATA : State.MAIL);
  }

  @OnRead
  @Line(max = 512)
  @Command({"MAIL", "DATA"})
  @In("MAIL")
  String early(@Rest String ignored) {
    return "503 not now\r\n";
  }

  @OnRead
  @Line(max = 512)
  @Command("QUIT")
  @In({"GREETED", "MAIL"})
  State quit(Connection peer) {
    peer.send("221 bye\r\n");
    peer.close();
    return State.QUITTING;
  }

  @OnRead
  @Line(max = 512)
  @Command
  @In({"GREETED", "MAIL"})
  String unknown(String line) {
    return "500 what?\r\n";
  }

  @OnRead
  @Until(value = "\r\n.\r\n", max = 1000000, oversized = Oversized.SKIP)
  @In("DATA")
  State body(byte[] message) {
    return State.GREETED;
  }

  @OnIdle("30s")
  @In({"GREETED", "MAIL"})
  void silent(Connection peer) {
    peer.close();
  }

  @OnError
  @In("DATA")
  void failed(Throwable cause) {}
}
