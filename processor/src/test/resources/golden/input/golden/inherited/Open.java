package golden.inherited;

import dev.pollen.annotation.OnRead;
import java.nio.Buffer;

/** Leaves open what it takes. */
abstract class Open<B extends Buffer> {
  @OnRead
  void read(B data) {}
}
