package golden.generic;

import dev.pollen.annotation.OnAccept;

/**
 * Returns a handler of which only the class is known.
 *
 * @param <B> the handler
 */
@SuppressWarnings("rawtypes")
final class SomeBoxes<B extends Box> {
  @OnAccept
  B accept() {
    return null;
  }
}
