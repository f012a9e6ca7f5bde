package golden.timers;

import dev.pollen.Listener;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnShutdown;

/** A listener that does something on its own. */
public final class Door {
  @OnAccept
  Session open() {
    return new Session();
  }

  @Every("5s")
  void look(Listener me) {}

  @OnShutdown
  void lock(Listener me) {
    me.close();
  }
}
