package golden.generic;

import dev.pollen.annotation.OnAccept;
import java.util.List;
import java.util.Map;

/** Returns a generic handler. */
final class Boxes {
  @OnAccept
  Box<String, Map<String, List<?>>, Exception> accept() {
    return new Box<>();
  }
}
