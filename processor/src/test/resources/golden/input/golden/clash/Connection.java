package golden.clash;

import dev.pollen.annotation.OnRead;

/** Is called like a class of the runtime, and so is its dispatcher. */
public final class Connection {
  @OnRead
  void read(dev.pollen.Connection connection) {}
}
