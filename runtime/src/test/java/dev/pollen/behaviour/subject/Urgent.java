package dev.pollen.behaviour.subject;

import dev.pollen.Connection;
import dev.pollen.annotation.OnUrgent;
import java.io.IOException;

/** A handler of urgent data, too; it inherits the other events. */
final class Urgent extends Attentive {
  private final Script script;

  Urgent(Script script) {
    super(script);
    this.script = script;
  }

  @OnUrgent
  void urgent(Connection connection, byte value) throws IOException {
    script.urgent(connection, value);
  }
}
