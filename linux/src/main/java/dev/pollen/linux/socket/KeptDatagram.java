package dev.pollen.linux.socket;

import dev.pollen.linux.PeerCredentials;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A datagram that was copied, since another socket needs the memory into which it was received.
 *
 * @param data its bytes; {@code null} if there was no room for all of them
 * @param sender who has sent it
 * @param credentials who that is, if it was asked
 */
record KeptDatagram(
    @Nullable ByteBuffer data, SocketAddress sender, @Nullable PeerCredentials credentials) {

  static KeptDatagram of(
      @Nullable ByteBuffer lent, SocketAddress sender, @Nullable PeerCredentials credentials) {
    ByteBuffer copy = null;
    if (lent != null) {
      copy = ByteBuffer.allocate(lent.remaining()).put(lent).flip().asReadOnlyBuffer();
    }
    return new KeptDatagram(copy, sender, credentials);
  }
}
