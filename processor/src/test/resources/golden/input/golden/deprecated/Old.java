package golden.deprecated;

import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnRead;

/**
 * Is deprecated.
 *
 * @deprecated for the test
 */
@Deprecated
public final class Old {
  @OnRead
  void read() {}

  /**
   * Will go.
   *
   * @deprecated for the test
   */
  @Deprecated(forRemoval = true)
  @OnClose
  void close() {}
}
