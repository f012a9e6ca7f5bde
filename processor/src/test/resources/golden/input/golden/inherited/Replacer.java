package golden.inherited;

import dev.pollen.CloseReason;
import dev.pollen.annotation.Handler;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;

/** Inherits by way of a handler, replaces one event and adds another. */
@Handler(name = "Replacement")
final class Replacer extends Heir {
  @Override
  @OnClose
  void replaced() {}

  @OnError
  void failed(Throwable cause) {}

  void failed(CloseReason overload) {}
}
