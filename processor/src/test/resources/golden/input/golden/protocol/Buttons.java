package golden.protocol;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.In;
import dev.pollen.annotation.OnRead;

/** Commands of several handlers. */
@In({"IDLE", "TALKING"})
interface Buttons {
  @OnRead
  @Command("LOUDER")
  default String louder() {
    return "LOUDER\n";
  }
}
