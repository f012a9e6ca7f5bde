package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import java.io.IOException;

/** As {@link Silent}, by hand. */
final class SilentByHand extends ConnectionDispatcher {
  private final Script script;

  SilentByHand(Script script) {
    this.script = script;
  }

  @Override
  protected void handleClose(CloseReason reason) throws IOException {
    script.closed(connection(), reason);
  }
}
