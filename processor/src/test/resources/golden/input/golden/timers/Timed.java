package golden.timers;

import dev.pollen.annotation.Every;
import java.io.IOException;

/** Ticks. */
abstract class Timed {
  @Every("1s")
  void tick() throws IOException {}
}
