package dev.pollen.testkit.protocol.subject;

import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import dev.pollen.annotation.Until;

/** States, commands, and two kinds of frames. */
public final class Guestbook extends Tally {
  enum State {
    GREETED,
    SIGNING
  }

  @OnRead
  @Line(max = 64)
  @Command("HELO")
  @In("GREETED")
  Reply<State> helo(String name) {
    count();
    return Reply.of("250 sign, please\r\n").enter(State.SIGNING);
  }

  @OnRead
  @Line(max = 64)
  @Command("NOOP")
  @In("GREETED")
  String nothing() {
    count();
    return "250 ok\r\n";
  }

  @OnRead
  @Line(max = 64)
  @Command
  @In("GREETED")
  String unknown(String line) {
    count();
    return "500 what?\r\n";
  }

  @OnRead
  @Until(value = "\r\n.\r\n", max = 1000, oversized = Oversized.SKIP)
  @In("SIGNING")
  State sign(String text) {
    count();
    return State.GREETED;
  }
}
