package dev.pollen.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A socket that carries datagrams, to and from anybody or one peer. No method waits. */
public interface DatagramSocket extends TransportSocket {

  /**
   * Binds this socket.
   *
   * @param local its own address; port 0 lets the system choose one
   * @throws IOException if the address cannot be used
   */
  void bind(SocketAddress local) throws IOException;

  /**
   * Restricts this socket to one peer. No packet is exchanged for it.
   *
   * @param remote the peer
   * @throws IOException if the system refuses
   */
  void connect(SocketAddress remote) throws IOException;

  /**
   * The one peer.
   *
   * @return its address, or {@code null} if there are many
   */
  @Nullable SocketAddress remoteAddress();

  /**
   * Lends one received datagram.
   *
   * @return a read-only buffer with the whole datagram, which may be empty, valid until the next
   *     receive or wait of this transport; {@code null} if there is none now
   * @throws IOException if the system reports a failure, for example that a peer's port is closed;
   *     later datagrams may still arrive
   */
  @Nullable ByteBuffer receive() throws IOException;

  /**
   * Who sent the datagram that was received last.
   *
   * @return the address of its sender
   */
  SocketAddress sender();

  /**
   * Takes one datagram to send.
   *
   * @param data the datagram, which may be empty; read to its limit if it was taken
   * @param to the receiver; {@code null} is the one peer
   * @return whether it was taken; if not, the system has no room for it now
   * @throws IOException if it cannot be sent, for example because it is too large; others may still
   *     be
   */
  boolean send(ByteBuffer data, @Nullable SocketAddress to) throws IOException;

  /**
   * Takes datagrams of a batch to send, as many as the system takes by one call.
   *
   * @param batch the datagrams
   * @param from the first one to send
   * @return how many were taken, in their order, at least one; 0 if the system has no room now
   * @throws IOException if the first one cannot be sent; those behind it still may be
   */
  default int send(DatagramBatch batch, int from) throws IOException {
    return send(batch.data(from), batch.receiver(from)) ? 1 : 0;
  }
}
