package dev.pollen.transport;

import java.io.IOException;

/**
 * Opens transports of one kind. Found by {@link java.util.ServiceLoader}: a module that brings a
 * transport provides this service, and the loop takes the provider with the highest {@linkplain
 * #priority() priority} that is {@linkplain #isAvailable() available}. One that cannot be loaded,
 * such as a class for a newer Java, is as good as not installed; the logger {@code dev.pollen} says
 * so once, at debug level.
 */
public interface TransportProvider {

  /**
   * The name by which this transport can be chosen.
   *
   * @return a short lower-case name such as {@code nio}
   */
  String name();

  /**
   * Which provider to prefer.
   *
   * @return the priority; larger wins. The transport on {@code java.nio} has 0
   */
  int priority();

  /**
   * Whether this transport works on this machine.
   *
   * @return whether {@link #open()} can be expected to succeed
   */
  boolean isAvailable();

  /**
   * Opens a transport.
   *
   * @return a transport of its own for one loop
   * @throws IOException if the operating system refuses a resource it needs; where this transport
   *     is not {@linkplain #isAvailable() available}, the message says why
   */
  Transport open() throws IOException;
}
