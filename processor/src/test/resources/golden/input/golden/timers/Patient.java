package golden.timers;

import dev.pollen.annotation.OnIdle;

/** Wakes up. */
interface Patient {
  @OnIdle("24h")
  default void wake() {}
}
