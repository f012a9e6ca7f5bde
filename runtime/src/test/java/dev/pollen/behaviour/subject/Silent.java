package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.OnClose;
import java.io.IOException;

/** A handler that leaves everything but its end to the defaults. */
final class Silent {
  private final Script script;

  Silent(Script script) {
    this.script = script;
  }

  @OnClose
  void closed(Connection connection, CloseReason reason) throws IOException {
    script.closed(connection, reason);
  }
}
