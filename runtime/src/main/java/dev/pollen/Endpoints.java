package dev.pollen;

import dev.pollen.transport.Descriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/**
 * Everything that a {@link Loop} can listen at, connect to and take over. What belongs to the loop
 * may be called on its thread only, while it runs.
 */
public sealed interface Endpoints permits Loop {

  /**
   * Listens, and serves every peer by a dispatcher of its own.
   *
   * @param address where; port 0 lets the system choose one, see {@link Listener#localAddress()}
   * @param dispatchers makes a new dispatcher for each peer
   * @return the listener
   * @throws IOException if the address cannot be used; nothing is registered then
   */
  Listener listen(SocketAddress address, Supplier<? extends ConnectionDispatcher> dispatchers)
      throws IOException;

  /**
   * Listens, and serves every peer by a dispatcher of its own, within limits of its own.
   *
   * @param address where; port 0 lets the system choose one, see {@link Listener#localAddress()}
   * @param dispatchers makes a new dispatcher for each peer
   * @param limits what applies to the listener and its connections
   * @return the listener
   * @throws IOException if the address cannot be used; nothing is registered then
   */
  Listener listen(
      SocketAddress address, Supplier<? extends ConnectionDispatcher> dispatchers, Limits limits)
      throws IOException;

  /**
   * Listens, and asks a dispatcher who serves each peer.
   *
   * @param address where; port 0 lets the system choose one, see {@link Listener#localAddress()}
   * @param dispatcher the dispatcher of the listener
   * @return the listener
   * @throws IOException if the address cannot be used; nothing is registered then
   */
  Listener listen(SocketAddress address, ListenerDispatcher dispatcher) throws IOException;

  /**
   * Listens, and asks a dispatcher who serves each peer, within limits of its own.
   *
   * @param address where; port 0 lets the system choose one, see {@link Listener#localAddress()}
   * @param dispatcher the dispatcher of the listener
   * @param limits what applies to the listener and its connections
   * @return the listener
   * @throws IOException if the address cannot be used; nothing is registered then
   */
  Listener listen(SocketAddress address, ListenerDispatcher dispatcher, Limits limits)
      throws IOException;

  /**
   * Takes over a channel that listens already, for example the one that a process inherits which is
   * started when the first peer comes ({@link System#inheritedChannel()}).
   *
   * @param channel the channel, bound; it becomes non-blocking and belongs to the loop
   * @param dispatcher the dispatcher of the listener
   * @return the listener
   * @throws IOException if the system refuses; the channel is still the caller's then
   * @throws IllegalArgumentException if the channel is not bound
   */
  Listener listen(ServerSocketChannel channel, ListenerDispatcher dispatcher) throws IOException;

  /**
   * Takes over a connection that somebody else has accepted, for example the one that a process
   * inherits which is started for each peer ({@link System#inheritedChannel()}). Its first event is
   * {@link ConnectionDispatcher#handleAccept()}, in a later pass.
   *
   * @param channel the channel, connected; it becomes non-blocking and belongs to the loop
   * @param dispatcher the dispatcher of the connection
   * @return the connection
   * @throws IOException if the system refuses; the channel is still the caller's then
   * @throws IllegalArgumentException if the channel is not connected
   * @throws IllegalStateException if this loop serves the channel already
   */
  Connection serve(SocketChannel channel, ConnectionDispatcher dispatcher) throws IOException;

  /**
   * Connects. Whether that works is told to the dispatcher, in a later pass and never inside this
   * call: {@code handleConnect}, or {@code handleError} and {@code handleClose}. An {@linkplain
   * InetSocketAddress#createUnresolved unresolved} address is looked up on another thread; if the
   * host has several, one after the other is tried, within {@link Limits#connectTimeout()}.
   *
   * @param address the peer
   * @param dispatcher the dispatcher of the connection
   * @return the connection, to which may be sent already
   */
  Connection connect(SocketAddress address, ConnectionDispatcher dispatcher);

  /**
   * Connects, within limits of its own; see {@link #connect(SocketAddress, ConnectionDispatcher)}.
   *
   * @param address the peer
   * @param dispatcher the dispatcher of the connection
   * @param limits what applies to the connection
   * @return the connection, to which may be sent already
   */
  Connection connect(SocketAddress address, ConnectionDispatcher dispatcher, Limits limits);

  /**
   * Takes over a channel that is connected, or being connected, already. What becomes of it is told
   * like for any outgoing connection, in a later pass.
   *
   * @param channel the channel; it becomes non-blocking and belongs to the loop
   * @param dispatcher the dispatcher of the connection
   * @return the connection
   * @throws IOException if the system refuses; the channel is still the caller's then
   * @throws IllegalArgumentException if nobody has begun to connect the channel
   * @throws IllegalStateException if this loop serves the channel already
   */
  Connection connect(SocketChannel channel, ConnectionDispatcher dispatcher) throws IOException;

  /**
   * Reads from a pipe. Sending on such a connection fails.
   *
   * @param source the end to read from; it becomes non-blocking and belongs to the loop
   * @param dispatcher the dispatcher of the connection
   * @return the connection
   * @throws IOException if the system refuses; the channel is still the caller's then
   */
  Connection connect(Pipe.SourceChannel source, ConnectionDispatcher dispatcher) throws IOException;

  /**
   * Writes to a pipe. That nobody reads any more is noticed when something is sent.
   *
   * @param sink the end to write to; it becomes non-blocking and belongs to the loop
   * @param dispatcher the dispatcher of the connection
   * @return the connection
   * @throws IOException if the system refuses; the channel is still the caller's then
   */
  Connection connect(Pipe.SinkChannel sink, ConnectionDispatcher dispatcher) throws IOException;

  /**
   * Reads from, or writes to, whatever is open under a number: standard input, a pipe, a terminal,
   * a connected socket, a file, an {@code eventfd}. On the transports of {@code pollen-linux} only.
   *
   * <p>The channel gets a duplicate, so the descriptor stays open and the caller's when the channel
   * is closed; whoever is to see the end of the stream sees it when nobody has it open any more.
   * Closing the channel sends what is queued and takes nothing more from the stream. Whether it is
   * for reading, for writing or for both is what the file was opened for: the end of one that is
   * only read ends the channel, and sending on it fails. The others who have the file open, such as
   * the shell behind a terminal, do not notice: it stays as blocking for them as it was, but for
   * those files that cannot be opened once more, which are set back when the channel is closed.
   *
   * <p>Files of a disk, and devices like {@code /dev/null}, are always ready, although reading them
   * may take its time. Of sockets that carry messages, and of {@code eventfd} and its like, each
   * receive tells one message.
   *
   * @param descriptor the descriptor
   * @param dispatcher the dispatcher of the connection, whose first event is {@code handleConnect}
   * @return the connection, to which may be sent already
   * @throws IOException if nothing is open under this number, or the system refuses; nothing is
   *     registered then
   * @throws IllegalArgumentException if it is nothing to read from or to write to, such as a
   *     directory or a socket that is not connected
   * @throws UnsupportedOperationException if the transport of this loop waits for sockets only
   */
  Connection connect(Descriptor descriptor, ConnectionDispatcher dispatcher) throws IOException;

  /**
   * Binds a socket for datagrams, which serves every peer by one dispatcher: of UDP or, on the
   * transports of Linux, a Unix socket.
   *
   * @param address where; port 0 lets the system choose one, see {@link Datagrams#localAddress()}
   * @param dispatcher the dispatcher of the socket
   * @return the socket
   * @throws IOException if the address cannot be used, or is not known; nothing is registered then
   * @throws UnsupportedOperationException if the transport has no datagrams for such an address
   */
  Datagrams bind(SocketAddress address, DatagramDispatcher dispatcher) throws IOException;

  /**
   * Binds a socket for datagrams, within limits of its own.
   *
   * @param address where; port 0 lets the system choose one, see {@link Datagrams#localAddress()}
   * @param dispatcher the dispatcher of the socket
   * @param limits what applies to the socket; {@link Datagrams} says which of them do
   * @return the socket
   * @throws IOException if the address cannot be used, or is not known; nothing is registered then
   * @throws UnsupportedOperationException if the transport has no datagrams for such an address
   */
  Datagrams bind(SocketAddress address, DatagramDispatcher dispatcher, Limits limits)
      throws IOException;

  /**
   * Takes over a channel for datagrams, bound or connected: one of a multicast group, for example.
   *
   * @param channel the channel, bound; it becomes non-blocking and belongs to the loop
   * @param dispatcher the dispatcher of the socket
   * @return the socket
   * @throws IOException if the system refuses; the channel is still the caller's then
   */
  Datagrams bind(DatagramChannel channel, DatagramDispatcher dispatcher) throws IOException;

  /**
   * Opens a socket for datagrams of one peer. Whether it is there shows later, if at all; at a Unix
   * socket, at once. A Unix socket that is to get answers has to be bound to a path first: see
   * {@link DatagramDispatcher#createSocket}.
   *
   * @param address the peer
   * @param dispatcher the dispatcher of the socket
   * @return the socket
   * @throws IOException if the address cannot be used, or is not known; nothing is registered then
   * @throws UnsupportedOperationException if the transport has no datagrams for such an address
   */
  Datagrams connect(SocketAddress address, DatagramDispatcher dispatcher) throws IOException;
}
