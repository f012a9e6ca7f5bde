package golden.generic;

import dev.pollen.annotation.OnAccept;

/**
 * Returns a handler of which only a bound is known.
 *
 * @param <B> the handler
 */
@SuppressWarnings("rawtypes")
final class AnyBoxes<B extends Comparable> {
  @OnAccept
  Box<?, ?, ?> accept() {
    return new Box<>();
  }
}
