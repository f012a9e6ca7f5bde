package golden.timers;

import dev.pollen.annotation.Every;

/** Is called what its dispatcher has to import. */
final class Duration {
  @Every("60s")
  void pass() {}
}
