package dev.pollen.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;

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
   * Whether this transport and its sockets hold anything of the operating system, so that a loop
   * which is forgotten without being closed is worth a warning.
   *
   * @return {@code false} if there is nothing to give back
   */
  default boolean holdsSystemResources() {
    return true;
  }

  /**
   * Opens a socket that can listen.
   *
   * @param family INET, INET6, which takes peers of both, or UNIX of {@link
   *     java.net.StandardProtocolFamily}
   * @return the socket, not yet bound
   * @throws IOException if the system refuses
   * @throws UnsupportedOperationException if there is no such family here
   */
  ListeningSocket openListener(ProtocolFamily family) throws IOException;

  /**
   * Opens a socket that can connect.
   *
   * @param family INET, INET6 or UNIX of {@link java.net.StandardProtocolFamily}
   * @return the socket, not yet connected
   * @throws IOException if the system refuses
   * @throws UnsupportedOperationException if there is no such family here
   */
  StreamSocket openStream(ProtocolFamily family) throws IOException;

  /**
   * Opens a socket for datagrams.
   *
   * @param family INET, INET6 or, where there is such a thing, UNIX of {@link
   *     java.net.StandardProtocolFamily}
   * @return the socket, not yet bound
   * @throws IOException if the system refuses
   * @throws UnsupportedOperationException if there are no datagrams of this family here
   */
  DatagramSocket openDatagrams(ProtocolFamily family) throws IOException;

  /**
   * Takes over a channel that listens already.
   *
   * @param channel the channel, which becomes non-blocking
   * @return its socket
   * @throws IOException if the system refuses; the channel is still the caller's then
   */
  ListeningSocket adopt(ServerSocketChannel channel) throws IOException;

  /**
   * Takes over a channel that is connected, or being connected, already.
   *
   * @param channel the channel, which becomes non-blocking
   * @return its socket
   * @throws IOException if the system refuses; the channel is still the caller's then
   */
  StreamSocket adopt(SocketChannel channel) throws IOException;

  /**
   * Takes over the end of a pipe that is read from.
   *
   * @param source the channel, which becomes non-blocking
   * @return its socket, which only receives
   * @throws IOException if the system refuses; the channel is still the caller's then
   */
  StreamSocket adopt(Pipe.SourceChannel source) throws IOException;

  /**
   * Takes over the end of a pipe that is written to.
   *
   * @param sink the channel, which becomes non-blocking
   * @return its socket, which only sends
   * @throws IOException if the system refuses; the channel is still the caller's then
   */
  StreamSocket adopt(Pipe.SinkChannel sink) throws IOException;

  /**
   * Takes over a duplicate of a descriptor; the descriptor itself stays the caller's in any case.
   *
   * @param descriptor the descriptor, of anything that can be read from or written to
   * @return a {@linkplain StreamSocket#isShared() shared} socket, which is connected
   * @throws IOException if nothing is open under this number, or the system refuses
   * @throws IllegalArgumentException if it carries no stream
   * @throws UnsupportedOperationException if this transport waits for sockets only
   */
  default StreamSocket adopt(Descriptor descriptor) throws IOException {
    throw new UnsupportedOperationException(
        "The transport '"
            + name()
            + "' cannot wait for "
            + descriptor
            + "; open the loop on one that can, such as 'epoll' of pollen-linux");
  }

  /**
   * Takes over a channel for datagrams.
   *
   * @param channel the channel, which becomes non-blocking
   * @return its socket
   * @throws IOException if the system refuses; the channel is still the caller's then
   */
  DatagramSocket adopt(DatagramChannel channel) throws IOException;

  /**
   * Opens a file to send what is in it.
   *
   * @param path a regular file, of any file system
   * @param options whether a link as its last name is refused
   * @return the file, which belongs to the thread of this transport
   * @throws IOException if the system refuses; of the class that {@link java.nio.file.Files} throws
   */
  default TransportFile openFile(Path path, LinkOption... options) throws IOException {
    return ChannelFile.open(path, options);
  }

  /**
   * Finds the addresses of a host. Called by {@link #resolvers()}.
   *
   * @param host its name
   * @return its addresses, the preferred one first; at least one
   * @throws IOException if none is known
   */
  default List<InetAddress> resolve(String host) throws IOException {
    return List.of(InetAddress.getAllByName(host));
  }

  /**
   * Who looks up names. A look-up may take many seconds, so these are threads that may wait, not
   * the loop's.
   *
   * @return a few threads that all loops share, unless the transport has others
   */
  default Executor resolvers() {
    return ResolverThreads.SHARED;
  }

  /**
   * The clock by which deadlines are kept. May be called from any thread.
   *
   * @return nanoseconds since some moment, to be compared by difference
   */
  default long nanoTime() {
    return System.nanoTime();
  }

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
   * Hands the system what sockets have taken to send, if the transport has put that off until the
   * next wait so as to need fewer system calls. Called when the loop is not going to wait soon.
   *
   * @throws IOException if the system call failed
   */
  default void flush() throws IOException {}

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
