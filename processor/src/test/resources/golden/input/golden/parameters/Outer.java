package golden.parameters;

import dev.pollen.annotation.OnRead;

/**
 * Has handlers with type parameters named like what is around them.
 *
 * @param <T> whatever
 */
final class Outer<T> {
  /**
   * Is named apart from its encloser.
   *
   * @param <Outer> like the encloser
   */
  static final class Box<Outer> {
    @OnRead
    void read() {}
  }
}
