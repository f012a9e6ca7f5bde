package dev.pollen.behaviour.subject;

import java.io.IOException;

/** As {@link Urgent}, by hand. */
final class UrgentByHand extends AttentiveByHand {
  private final Script script;

  UrgentByHand(Script script) {
    super(script);
    this.script = script;
  }

  @Override
  protected boolean wantsUrgent() {
    return true;
  }

  @Override
  protected void handleUrgent(byte value) throws IOException {
    script.urgent(connection(), value);
  }
}
