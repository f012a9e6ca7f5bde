package golden.generic;

import dev.pollen.annotation.OnAccept;

/**
 * Has a raw type in a bound, and returns a handler with unknown type arguments.
 *
 * @param <B> whatever
 */
@SuppressWarnings("rawtypes")
final class AnyBoxes<B extends Comparable> {
  @OnAccept
  Box<?, ?, ?> accept() {
    return new Box<>();
  }
}
