package golden.ready;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.annotation.OnAccept;

/** Returns a dispatcher that somebody wrote by hand. */
public final class Gate {
  @OnAccept
  Visitor accept() {
    return new Visitor();
  }

  /** Is no handler: it needs none. */
  static final class Visitor extends ConnectionDispatcher {}
}
