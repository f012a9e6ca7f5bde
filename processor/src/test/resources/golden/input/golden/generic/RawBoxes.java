package golden.generic;

import dev.pollen.annotation.OnAccept;

/** Returns a generic handler without its type arguments. */
final class RawBoxes {
  @OnAccept
  @SuppressWarnings("rawtypes")
  Box accept() {
    return new Box();
  }
}
