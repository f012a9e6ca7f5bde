package golden.protocol;

import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnRead;

/** What its commands have in common stands on the class, or on the interface they come from. */
@Line(max = 100)
@In("IDLE")
final class Telephone implements Buttons {
  enum State {
    IDLE,
    TALKING
  }

  @OnRead
  @Command("DIAL")
  Reply<State> dial(long number) {
    return Reply.of("ringing\n").enter(State.TALKING);
  }

  @OnRead
  @Command("HANG")
  @In("TALKING")
  State hangUp() {
    return State.IDLE;
  }

  @OnRead
  @Command
  @In({"IDLE", "TALKING"})
  String other() {
    return "?\n";
  }
}
