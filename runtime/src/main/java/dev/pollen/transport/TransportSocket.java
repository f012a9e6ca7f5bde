package dev.pollen.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;

/**
 * What all sockets of a transport have in common. Each registration has its own identity: an event
 * that was collected for a socket which is closed by now reaches nobody, even if the system has
 * given its number to a new one.
 */
public interface TransportSocket {

  /**
   * Registers this socket for the waits of its transport. Called once.
   *
   * @param listener who is told
   * @param interest about what: bits of {@link Readiness}
   * @throws IOException if the system refuses
   */
  void register(ReadinessListener listener, int interest) throws IOException;

  /**
   * Changes what the listener is told about, from the next wait on.
   *
   * @param interest bits of {@link Readiness}
   */
  void interest(int interest);

  /**
   * Where this socket is bound.
   *
   * @return the address
   * @throws IOException if the system cannot tell, for example because the socket is closed
   */
  SocketAddress localAddress() throws IOException;

  /**
   * Sets an option.
   *
   * @param <T> the type of its values
   * @param option the option; which ones there are, depends on the socket and the system
   * @param value the value
   * @throws IOException if the system refuses the value
   * @throws UnsupportedOperationException if there is no such option
   */
  <T> void setOption(SocketOption<T> option, T value) throws IOException;

  /**
   * Reads an option.
   *
   * @param <T> the type of its values
   * @param option the option
   * @return its value
   * @throws IOException if the system cannot tell
   * @throws UnsupportedOperationException if there is no such option
   */
  <T> T option(SocketOption<T> option) throws IOException;

  /** Closes this socket. Never throws; closing again does nothing. */
  void close();
}
