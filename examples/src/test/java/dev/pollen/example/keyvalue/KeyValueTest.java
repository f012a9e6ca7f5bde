package dev.pollen.example.keyvalue;

import dev.pollen.example.RunningServer;
import java.io.IOException;

/** The server by itself. */
final class KeyValueTest {
  static RunningServer serve() throws IOException {
    return RunningServer.of(
        new KeyValueServerDispatcher(new KeyValueServer(1 << 26)), KeyValueServer.LIMITS);
  }
}
