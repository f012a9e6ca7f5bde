package dev.pollen.linux.socket;

import dev.pollen.linux.PeerCredentials;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.Messages;
import dev.pollen.linux.system.Pages;
import dev.pollen.linux.system.SocketAddresses;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The memory into which all sockets of a transport receive datagrams, several by one call, and from
 * which they are lent. It belongs to the socket that has received last; what that has not taken
 * when another one receives is copied out.
 */
final class IncomingDatagrams {
  /** How many datagrams one call receives at most. */
  static final int COUNT = 16;

  /**
   * Room for one: four times what UDP can carry, and what fits into the send buffer of a Unix
   * socket if nobody has made that larger. Only pages that are used take memory.
   */
  static final int BYTES = 256 * 1024;

  private static final SocketAddress UNNAMED = UnixDomainSocketAddress.of("");

  private final Messages messages;
  private final MemorySegment memory;
  private final ByteBuffer[] lent = new ByteBuffer[COUNT];
  private final KnownSenders senders;

  /** Whose datagrams these are. */
  private @Nullable LinuxDatagramSocket owner;

  private int next;
  private int count;

  /** Sockets whose datagrams were copied out, until they have taken them. */
  private final ArrayList<LinuxDatagramSocket> keeping = new ArrayList<>();

  IncomingDatagrams(Arena arena) throws IOException {
    messages = new Messages(COUNT, arena);
    senders = new KnownSenders(arena);
    memory = Pages.map((long) COUNT * BYTES, arena);
    for (int i = 0; i < COUNT; i++) {
      MemorySegment slot = memory.asSlice((long) i * BYTES, BYTES);
      messages.bytes(i, slot.address(), BYTES);
      lent[i] = slot.asByteBuffer().asReadOnlyBuffer();
    }
  }

  /** Whether there is something that a socket has received and not taken. */
  boolean hasUnread(LinuxDatagramSocket socket) {
    return owner == socket && next < count;
  }

  /**
   * Moves on to the next datagram of a socket, and receives if none is left.
   *
   * @return whether there is one
   */
  boolean advance(LinuxDatagramSocket socket) throws IOException {
    if (owner == socket) {
      if (next < count) {
        next++;
        return true;
      }
      owner = null;
      if (count < COUNT) {
        // The last call would have received more if there had been more; if something has come
        // since then, or an error has ended it, the next wait tells.
        return false;
      }
    }
    return receive(socket);
  }

  private boolean receive(LinuxDatagramSocket socket) throws IOException {
    if (next < count && owner != null) {
      owner.keep(copyUnread());
      if (!keeping.contains(owner)) {
        keeping.add(owner);
      }
    }
    forgetAll();
    for (int i = 0; i < COUNT; i++) {
      messages.expect(i, socket.passesCredentials());
    }
    int answer = socket.receiveInto(messages.from(0), COUNT);
    if (answer == -Errors.EAGAIN || answer == -Errors.EINTR) {
      return false;
    }
    if (answer < 0) {
      throw socket.failed("recvmmsg", answer);
    }
    owner = socket;
    count = answer;
    next = 1;
    return true;
  }

  private List<KeptDatagram> copyUnread() {
    List<KeptDatagram> copies = new ArrayList<>(count - next);
    while (next < count) {
      next++;
      copies.add(KeptDatagram.of(isCut() ? null : lend(), sender(), credentials()));
    }
    return copies;
  }

  private void forgetAll() {
    owner = null;
    next = 0;
    count = 0;
  }

  // ---- the datagram that was received last ----

  /** Whether it had more bytes than there was room for. */
  boolean isCut() {
    return messages.isCut(next - 1);
  }

  ByteBuffer lend() {
    int index = next - 1;
    // The order of bytes too: whoever had it before may have changed it.
    return lent[index].limit(messages.length(index)).position(0).order(ByteOrder.BIG_ENDIAN);
  }

  SocketAddress sender() {
    int length = messages.nameLength(next - 1);
    return length <= SocketAddresses.FAMILY_BYTES
        ? UNNAMED
        : senders.at(messages.names(), messages.name(next - 1), length);
  }

  /** Who has sent it, as the system knows; {@code null} if it was not asked. */
  @Nullable PeerCredentials credentials() {
    int index = next - 1;
    return messages.hasCredentials(index)
        ? new PeerCredentials(
            messages.credential(index, 0),
            messages.credential(index, 1),
            messages.credential(index, 2))
        : null;
  }

  // ---- what was received and not taken is told in every wait, like what the kernel holds ----

  /** A wait begins: says whether it must not last, since somebody wants what is here. */
  boolean beginWait() {
    if (next == count) {
      // From now on, nobody knows whether the kernel has more.
      owner = null;
    }
    keeping.removeIf(socket -> !socket.hasKept());
    boolean isWanted = owner != null && owner.wantsUnread();
    for (int i = 0; i < keeping.size() && !isWanted; i++) {
      isWanted = keeping.get(i).wantsUnread();
    }
    return isWanted;
  }

  /** Tells those who were not told in this wait; says how many. */
  int tellUnread() {
    int told = owner != null && owner.tellUnread() ? 1 : 0;
    // Those who are told may let others keep something, which will be told in the next wait.
    int size = keeping.size();
    for (int i = 0; i < size; i++) {
      told += keeping.get(i).tellUnread() ? 1 : 0;
    }
    return told;
  }

  /** A socket is closed. */
  void forget(LinuxDatagramSocket socket) {
    if (owner == socket) {
      forgetAll();
    }
  }
}
