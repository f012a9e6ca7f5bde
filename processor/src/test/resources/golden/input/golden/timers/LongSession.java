package golden.timers;

import dev.pollen.annotation.Every;
import dev.pollen.annotation.Handler;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnWrite;
import dev.pollen.annotation.Readable;

/** Inherits timers, one with another time and one from an interface, and is asked what it wants. */
@Handler
final class LongSession extends Timed implements Patient {
  @Override
  @Every("2h")
  void tick() {}

  @Readable
  boolean mayRead() {
    return true;
  }

  @OnRead
  void read() {}

  @OnWrite
  void write() {}
}
