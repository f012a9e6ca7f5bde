package golden.ready;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.annotation.OnAccept;

/**
 * Returns a dispatcher of an open type.
 *
 * @param <D> the dispatcher
 */
final class AnyGate<D extends ConnectionDispatcher> {
  @OnAccept
  D accept() {
    return null;
  }
}
