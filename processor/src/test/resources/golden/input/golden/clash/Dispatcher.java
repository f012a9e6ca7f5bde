package golden.clash;

import dev.pollen.annotation.OnAccept;

/** Accepts by means of a handler whose dispatcher is called like one of the runtime. */
final class Dispatcher {
  @OnAccept
  Connection accept() {
    return new Connection();
  }

  @dev.pollen.annotation.OnError
  void failed(java.lang.IllegalStateException failure) {}
}
