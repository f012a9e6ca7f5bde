package dev.pollen;

import dev.pollen.wire.Encoder;
import java.io.IOException;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher of a socket for datagrams. Override the hooks for what interests you:
 *
 * <pre>{@code
 * final class Echo extends DatagramDispatcher {
 *   @Override protected void handleDatagram(SocketAddress from) {
 *     reply(recv());
 *   }
 * }
 * }</pre>
 *
 * <p>The socket outlives every failure, of its hooks and of the network, since it may serve many
 * peers: only who closes it ends it.
 */
public abstract non-sealed class DatagramDispatcher extends Dispatcher {
  private @Nullable Datagrams datagrams;

  /** Creates a dispatcher for one socket. */
  protected DatagramDispatcher() {}

  /**
   * The socket.
   *
   * @return the socket this dispatcher was registered with
   * @throws IllegalStateException if it has not been registered yet
   */
  protected final Datagrams datagrams() {
    if (datagrams == null) {
      throw misused("has no socket yet; pass it to Loop.bind or Loop.connect first");
    }
    return datagrams;
  }

  /**
   * Opens a socket for this dispatcher, as {@code create_socket} of asyncore does; {@link #bind} or
   * {@link #connect} follows. {@link Loop#bind} and {@link Loop#connect} do both at once.
   *
   * @param loop the loop to which the socket will belong
   * @param family {@code INET}, {@code INET6} or, on the transports of Linux, {@code UNIX}
   * @throws IOException if the system refuses
   * @throws IllegalStateException if this dispatcher has a socket already
   */
  protected final void createSocket(Loop loop, ProtocolFamily family) throws IOException {
    requireFree();
    loop.opener().createDatagrams(family, this);
  }

  /**
   * Binds the socket. Datagrams are told from the next pass of the loop on.
   *
   * @param local its own address; port 0 lets the system choose one
   * @throws IOException if the address cannot be used
   * @throws IllegalStateException if there is no socket yet, or it is bound already
   */
  protected final void bind(SocketAddress local) throws IOException {
    datagrams().bind(local);
  }

  /**
   * Restricts the socket to one peer, whether or not it was bound before.
   *
   * @param remote the peer
   * @throws IOException if the system refuses
   * @throws IllegalStateException if there is no socket yet, or it has its one peer already
   */
  protected final void connect(SocketAddress remote) throws IOException {
    datagrams().connect(remote);
  }

  /**
   * A datagram has arrived: {@link #recv()} lends it. It may be empty. What is left unread of it is
   * gone when this method returns. If it is not overridden, datagrams are ignored.
   *
   * @param from who sent it; of a Unix socket that is bound to no path, an address with an empty
   *     one, to which nothing can be sent
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleDatagram(SocketAddress from) throws Exception {}

  /**
   * There is room for output again: the queue, once so long that {@code send} answered {@code
   * false}, has drained to the low mark. If it is not overridden, nothing happens.
   *
   * @throws Exception to have it handled by {@link #handleError}
   */
  protected void handleWrite() throws Exception {}

  /**
   * Something failed: a hook of this dispatcher, a datagram that the system refused to send, or, on
   * a connected socket, a datagram that reached nobody. The socket stays open, unless this method
   * closes it. If it is not overridden, the failure is logged.
   *
   * @param cause what went wrong
   * @throws Exception to give up; it is logged
   */
  @Override
  protected void handleError(Throwable cause) throws Exception {
    super.handleError(cause);
  }

  /**
   * The datagram that has arrived.
   *
   * @return its bytes that were not read yet, lent: read-only, and valid only until the hook
   *     returns; empty outside {@link #handleDatagram}
   */
  protected final ByteBuffer recv() {
    return datagrams().driver().received();
  }

  /**
   * Reads the datagram that has arrived.
   *
   * @return its bytes that were not read yet, yours to keep
   */
  protected final byte[] recvBytes() {
    ByteBuffer input = recv();
    byte[] bytes = new byte[input.remaining()];
    input.get(bytes);
    return bytes;
  }

  /**
   * Sends one datagram; see {@link Datagrams#send(ByteBuffer, SocketAddress)}.
   *
   * @param data the datagram
   * @param to the receiver
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(ByteBuffer data, SocketAddress to) {
    return datagrams().send(data, to);
  }

  /**
   * Sends one datagram; see {@link Datagrams#send(byte[], SocketAddress)}.
   *
   * @param data the datagram
   * @param to the receiver
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(byte[] data, SocketAddress to) {
    return datagrams().send(data, to);
  }

  /**
   * Sends text in one datagram; see {@link Datagrams#send(CharSequence, SocketAddress)}.
   *
   * @param text the text
   * @param to the receiver
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(CharSequence text, SocketAddress to) {
    return datagrams().send(text, to);
  }

  /**
   * Sends one datagram to the peer of a connected socket; see {@link Datagrams#send(ByteBuffer)}.
   *
   * @param data the datagram
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(ByteBuffer data) {
    return datagrams().send(data);
  }

  /**
   * Sends one datagram to the peer of a connected socket; see {@link Datagrams#send(byte[])}.
   *
   * @param data the datagram
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(byte[] data) {
    return datagrams().send(data);
  }

  /**
   * Sends text in one datagram to the peer of a connected socket; see {@link
   * Datagrams#send(CharSequence)}.
   *
   * @param text the text
   * @return {@code false} if it is time to slow down
   */
  protected final boolean send(CharSequence text) {
    return datagrams().send(text);
  }

  /**
   * Sends what an event method returned to the sender of the datagram that is being handled; on a
   * connected socket, to its peer.
   *
   * @param data the reply, or {@code null} for none
   * @throws IllegalStateException if there is a reply, but nobody to send it to: outside {@link
   *     #handleDatagram}, unless the socket is connected
   */
  protected final void reply(@Nullable ByteBuffer data) {
    if (data != null) {
      SocketAddress receiver = receiver();
      if (receiver == null) {
        send(data);
      } else {
        send(data, receiver);
      }
    }
  }

  /** Who gets a reply; {@code null} for the peer of a connected socket. */
  private @Nullable SocketAddress receiver() {
    if (datagrams().remoteAddress() != null) {
      return null;
    }
    SocketAddress sender = datagrams().driver().sender();
    if (sender == null) {
      throw misused(
          "has nobody to reply to: outside handleDatagram, say to whom with send(data, to)");
    }
    return sender;
  }

  /**
   * Sends what an event method returned; see {@link #reply(ByteBuffer)} and {@link
   * Datagrams#send(Object, Encoder, SocketAddress)}.
   *
   * @param message the reply, or {@code null} for none
   * @param encoder what turns it into bytes
   * @param <T> the kind of message
   */
  protected final <T> void reply(@Nullable T message, Encoder<? super T> encoder) {
    if (message != null) {
      datagrams().send(message, encoder, receiver());
    }
  }

  /**
   * Sends what an event method returned; see {@link #reply(ByteBuffer)}.
   *
   * @param data the reply, or {@code null} for none
   */
  protected final void reply(byte @Nullable [] data) {
    if (data != null) {
      reply(ByteBuffer.wrap(data));
    }
  }

  /**
   * Sends what an event method returned, as UTF-8; see {@link #reply(ByteBuffer)}.
   *
   * @param text the reply, or {@code null} for none
   */
  protected final void reply(@Nullable CharSequence text) {
    if (text != null) {
      reply(text.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Closes the socket when its queue has left; see {@link Datagrams#close()}. */
  protected final void close() {
    datagrams().close();
  }

  /** Closes the socket at once; see {@link Datagrams#abort()}. */
  protected final void abort() {
    datagrams().abort();
  }

  final void requireFree() {
    if (datagrams != null) {
      throw misused("already serves " + datagrams + "; every socket needs a dispatcher of its own");
    }
  }

  final void attach(Datagrams newDatagrams) {
    datagrams = newDatagrams;
  }

  @Override
  final Channel channel() {
    return datagrams();
  }
}
