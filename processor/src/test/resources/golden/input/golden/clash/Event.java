package golden.clash;

import dev.pollen.CloseReason;
import dev.pollen.annotation.OnClose;

/** Is called like a class that every dispatcher names. */
final class Event {
  @OnClose
  void close(CloseReason reason) {}
}
