package golden.inherited;

import dev.pollen.Connection;
import dev.pollen.annotation.OnWrite;

/** Has an event method with a body. */
interface Farewell {
  /** Is inherited, too. */
  @OnWrite
  default void drained(Connection connection) {}
}
