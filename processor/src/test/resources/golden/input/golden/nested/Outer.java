package golden.nested;

import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnRead;

/** Is no handler, but has some. */
public interface Outer {
  /** A handler in an interface is static and public. */
  final class Inner {
    @OnAccept
    Innermost accept() {
      return new Innermost();
    }

    /** Is not public, so its dispatcher is not either. */
    static class Innermost {
      @OnRead
      void read() {}
    }
  }
}
