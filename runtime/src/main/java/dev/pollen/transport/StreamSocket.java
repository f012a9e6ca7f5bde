package dev.pollen.transport;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A socket that carries a stream of bytes each way. No method waits, unless the bytes of a file
 * have to come from its disk.
 */
public interface StreamSocket extends TransportSocket {

  /** What {@link #receive()} returns when the peer has finished sending. */
  ByteBuffer END = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /** What {@link #send(TransportFile, long, long)} answers if the bytes have to be read. */
  long READ_INSTEAD = -1;

  /**
   * Whether received data are the end of the stream.
   *
   * @param received what {@link #receive()} returned
   * @return whether it was {@link #END}, the only empty buffer that it returns
   */
  static boolean isEnd(ByteBuffer received) {
    return !received.hasRemaining();
  }

  /**
   * Whether bytes can come from the peer; if not, its end of the stream counts as told.
   *
   * @return {@code false} for the end of a pipe that is written to, and its like
   */
  default boolean canReceive() {
    return true;
  }

  /**
   * Whether bytes can go to the peer; if not, this end of the stream counts as told.
   *
   * @return {@code false} for the end of a pipe that is read from, and its like
   */
  default boolean canSend() {
    return true;
  }

  /**
   * Whether others have this stream open as well, and may go on with it when this socket is closed.
   * Then closing it must neither tell the peer the end, nor take from the stream what is theirs.
   *
   * @return {@code true} for a duplicate of a descriptor
   */
  default boolean isShared() {
    return false;
  }

  /**
   * Binds this socket before it is connected.
   *
   * @param local its own address
   * @throws IOException if the address cannot be used
   */
  void bind(SocketAddress local) throws IOException;

  /**
   * Starts to connect. How that ends is told by {@link #finishConnect()}.
   *
   * @param remote the peer, with a resolved address
   * @return {@code false} if the peer's queue of waiting connections is full and the system does
   *     not wait for room in it, as for Unix sockets: then this socket is of no more use, and
   *     another one is to be tried later
   * @throws IOException if the attempt failed at once
   */
  boolean connect(SocketAddress remote) throws IOException;

  /**
   * Tells how the attempt to connect ended. To be asked when the socket is ready for {@link
   * Readiness#WRITE}.
   *
   * @return whether the connection stands; {@code false} if the attempt goes on
   * @throws IOException if it failed
   */
  boolean finishConnect() throws IOException;

  /**
   * The peer, as known since the connection was accepted or last {@linkplain #connect asked for}.
   * Costs no system call.
   *
   * @return the address
   */
  SocketAddress remoteAddress();

  /**
   * Lends received bytes. Not those behind an urgent byte that has arrived and was not taken, if
   * the listener is told of {@link Readiness#URGENT}.
   *
   * @return a read-only buffer with at least one byte, valid until the next receive or wait of this
   *     transport, whose limit is below its capacity only if the system held no more, or no more
   *     before an urgent byte; {@code null} if there is nothing now; {@link #END} if the peer has
   *     finished sending
   * @throws IOException if the connection is broken
   */
  @Nullable ByteBuffer receive() throws IOException;

  /**
   * Takes the urgent byte that has arrived. To be asked when the socket is ready for {@link
   * Readiness#URGENT}; what the stream holds before that byte is received first.
   *
   * @return the byte, from 0 to 255, or -1 if there is none
   * @throws IOException if the connection is broken
   * @throws UnsupportedOperationException if this transport does not {@linkplain
   *     Transport#reportsUrgentData() report urgent data}
   */
  int receiveUrgent() throws IOException;

  /**
   * Takes bytes to send.
   *
   * @param data the bytes; its position moves past those taken
   * @return how many were taken; 0 if the system takes none now
   * @throws IOException if the connection is broken
   */
  int send(ByteBuffer data) throws IOException;

  /**
   * Takes bytes to send from several buffers, in their order.
   *
   * @param data the buffers; their positions move past the bytes taken
   * @param count how many of them, from the first
   * @return how many bytes were taken; 0 if the system takes none now
   * @throws IOException if the connection is broken
   */
  long send(ByteBuffer[] data, int count) throws IOException;

  /**
   * Takes bytes of a file to send, without their being read into this process.
   *
   * @param file an open file, not necessarily of this kind of transport
   * @param position where the bytes begin in the file
   * @param count how many there are to send, at least one
   * @return how many were taken; 0 if the system takes none now; {@link #READ_INSTEAD} if this
   *     socket cannot take bytes of this file, or the file does not have them: whoever reads it
   *     learns why
   * @throws IOException if the connection is broken
   */
  default long send(TransportFile file, long position, long count) throws IOException {
    return READ_INSTEAD;
  }

  /**
   * Ends this side of the stream: the peer sees the end once it has received what was sent before.
   *
   * @throws IOException if the connection is broken
   */
  void shutdownOutput() throws IOException;

  /**
   * Closes this socket and drops what was sent but has not left yet; on TCP, the peer sees a reset.
   * Never throws; does nothing on a closed socket.
   */
  void abort();
}
