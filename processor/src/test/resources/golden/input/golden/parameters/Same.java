package golden.parameters;

import dev.pollen.annotation.OnRead;

/**
 * Is named like its type parameter.
 *
 * @param <Same> like the class
 */
final class Same<Same> {
  @OnRead
  void read() {}
}
