package dev.pollen.behaviour.subject;

import dev.pollen.annotation.Readable;
import dev.pollen.annotation.Writable;

/** A handler that is asked before every wait; it inherits its events. */
final class Asked extends Attentive {
  private final Script script;

  Asked(Script script) {
    super(script);
    this.script = script;
  }

  @Readable
  boolean mayRead() {
    return script.mayRead();
  }

  @Writable
  boolean mayWrite() {
    return script.mayWrite();
  }
}
