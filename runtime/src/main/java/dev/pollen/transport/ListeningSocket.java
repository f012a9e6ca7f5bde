package dev.pollen.transport;

import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket that accepts connections. */
public interface ListeningSocket extends TransportSocket {

  /**
   * Binds this socket and listens. One step, since on {@code java.nio} it is one.
   *
   * @param address where; port 0 lets the system choose one
   * @param backlog how many connections the system may hold until they are accepted
   * @throws IOException if the address cannot be used
   */
  void listen(SocketAddress address, int backlog) throws IOException;

  /**
   * Accepts one connection.
   *
   * @return its socket, connected and not yet registered, or {@code null} if none is waiting
   * @throws IOException if the system cannot hand one out, for example because it has no descriptor
   *     left
   */
  @Nullable StreamSocket accept() throws IOException;
}
