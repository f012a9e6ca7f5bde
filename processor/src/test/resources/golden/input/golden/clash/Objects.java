package golden.clash;

import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;

/**
 * Is called like a class that every dispatcher uses, and has type parameters that are too.
 *
 * @param <SocketAddress> whatever
 * @param <ConnectionDispatcher> whatever
 */
final class Objects<SocketAddress, ConnectionDispatcher> {
  @OnRead
  void read() {}

  @OnError
  void failed(IllegalStateException failure) {}
}
