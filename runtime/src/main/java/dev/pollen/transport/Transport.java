package dev.pollen.transport;

import java.io.IOException;
import java.net.SocketAddress;

/** What one loop uses to open sockets and to wait for them. */
public interface Transport extends AutoCloseable {

  /**
   * The name of this kind of transport.
   *
   * @return the name of its provider
   */
  String name();

  /**
   * Whether urgent (out-of-band) bytes are reported.
   *
   * @return whether {@link Readiness#URGENT} can occur
   */
  boolean reportsUrgentData();

  /**
   * Opens a socket that listens.
   *
   * @param address where to listen; port 0 lets the system choose one
   * @param backlog how many connections the system may hold until they are accepted
   * @return the socket, not yet registered
   * @throws IOException if the address cannot be used; nothing stays open then
   */
  ListeningSocket listen(SocketAddress address, int backlog) throws IOException;

  /**
   * Opens a socket and starts to connect it. Whether that works is told by {@link
   * StreamSocket#finishConnect()}.
   *
   * @param address the peer
   * @return the socket, not yet registered
   * @throws IOException if the attempt failed at once; nothing stays open then
   */
  StreamSocket connect(SocketAddress address) throws IOException;

  /**
   * Waits until a registered socket is ready, the time is over or {@link #wakeup()} is called, and
   * tells the listener of each ready socket before it returns. A socket that is closed meanwhile is
   * not told any more.
   *
   * @param timeoutNanos how long to wait at most, in nanoseconds; 0 does not wait, a negative value
   *     waits without limit. A transport with a coarser clock rounds up, so that a wait never ends
   *     early and has to be repeated
   * @return how many sockets were ready
   * @throws IOException if waiting itself failed
   */
  int await(long timeoutNanos) throws IOException;

  /** Ends the current wait, or the next one if there is none. May be called from any thread. */
  void wakeup();

  /**
   * Gives back what closed sockets still hold of the operating system, without waiting and without
   * reporting anything.
   *
   * @throws IOException if the system call failed
   */
  void releaseClosed() throws IOException;

  /**
   * Closes the transport. Its sockets must have been closed before.
   *
   * @throws IOException if the system call failed; the transport counts as closed all the same
   */
  @Override
  void close() throws IOException;
}
