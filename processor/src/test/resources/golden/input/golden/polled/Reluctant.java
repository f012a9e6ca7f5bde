package golden.polled;

import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Readable;
import java.io.IOException;
import java.nio.Buffer;

/** Reads only when it likes to. */
final class Reluctant {
  @Readable
  boolean wants() throws IOException {
    return false;
  }

  @OnRead
  void read(Buffer data) {}
}
