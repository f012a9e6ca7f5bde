package dev.pollen.transport;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A socket that accepts connections. */
public interface ListeningSocket extends TransportSocket {

  /**
   * Accepts one connection.
   *
   * @return its socket, connected and not yet registered, or {@code null} if none is waiting
   * @throws IOException if the system cannot hand one out, for example because it has no descriptor
   *     left
   */
  @Nullable StreamSocket accept() throws IOException;
}
