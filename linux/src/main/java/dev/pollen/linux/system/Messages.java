package dev.pollen.linux.system;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketAddress;

/**
 * What {@code recvmmsg(2)} and {@code sendmmsg(2)} work on: an array of {@code struct mmsghdr}, of
 * 64-bit systems, each with one piece of memory and room for one address.
 */
public final class Messages {
  /** {@code CMSG_SPACE(sizeof(struct ucred))}: what credentials take, and not a byte more. */
  public static final int CREDENTIALS_BYTES = 32;

  private static final int MSG_TRUNC = 0x20;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_CREDENTIALS = 2;

  private static final long HEADER = 64;
  private static final long NAME = 0;
  private static final long NAME_LENGTH = 8;
  private static final long VECTORS = 16;
  private static final long VECTOR_COUNT = 24;
  private static final long CONTROL = 32;
  private static final long CONTROL_LENGTH = 40;
  private static final long FLAGS = 48;
  private static final long LENGTH = 56;

  /** {@code struct iovec}: where, and how much. */
  private static final long VECTOR = 2 * Long.BYTES;

  /** {@code struct cmsghdr}: its length, then these, then the credentials. */
  private static final long CONTROL_LEVEL = 8;

  private static final long CONTROL_TYPE = 12;
  private static final long CONTROL_DATA = 16;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

  private final MemorySegment headers;
  private final MemorySegment vectors;
  private final MemorySegment names;
  private final MemorySegment controls;

  /** So many messages, in memory of this arena. */
  public Messages(int count, Arena arena) {
    headers = arena.allocate(HEADER * count, Long.BYTES);
    vectors = arena.allocate(VECTOR * count, Long.BYTES);
    names = arena.allocate((long) SocketAddresses.STORAGE * count, Long.BYTES);
    controls = arena.allocate((long) CREDENTIALS_BYTES * count, Long.BYTES);
    for (int i = 0; i < count; i++) {
      headers.set(ValueLayout.ADDRESS, i * HEADER + VECTORS, vectors.asSlice(i * VECTOR, VECTOR));
      headers.set(LONG, i * HEADER + VECTOR_COUNT, 1);
    }
  }

  /** The array, from a message on. */
  public MemorySegment from(int index) {
    return index == 0 ? headers : headers.asSlice(index * HEADER);
  }

  /** Where the bytes of a message are. */
  public void bytes(int index, long address, long size) {
    vectors.set(LONG, index * VECTOR, address);
    vectors.set(LONG, index * VECTOR + Long.BYTES, size);
  }

  /** Writes the receiver of a message; says how long that is. */
  public int writeName(int index, SocketAddress name, int family) {
    return SocketAddresses.write(name, family, names, name(index));
  }

  /** The addresses of all messages. */
  public MemorySegment names() {
    return names;
  }

  /** Where the address of a message begins. */
  public long name(int index) {
    return (long) index * SocketAddresses.STORAGE;
  }

  /** Has a message use its address, of so many bytes; none if 0. */
  public void nameLength(int index, int length) {
    headers.set(LONG, index * HEADER + NAME, length == 0 ? 0 : names.address() + name(index));
    headers.set(INT, index * HEADER + NAME_LENGTH, length);
  }

  /** How long the address is that was told with a message. */
  public int nameLength(int index) {
    return headers.get(INT, index * HEADER + NAME_LENGTH);
  }

  /**
   * Makes a message ready to be received into.
   *
   * @param withCredentials whether there is room for credentials. Else there is none for anything:
   *     descriptors that a peer sends along are closed by the kernel where they find no room, and
   *     would be open in this process otherwise, without anybody knowing
   */
  public void expect(int index, boolean withCredentials) {
    nameLength(index, SocketAddresses.STORAGE);
    long control = controls.address() + (long) index * CREDENTIALS_BYTES;
    headers.set(LONG, index * HEADER + CONTROL, withCredentials ? control : 0);
    headers.set(LONG, index * HEADER + CONTROL_LENGTH, withCredentials ? CREDENTIALS_BYTES : 0);
  }

  /** How many bytes were received. */
  public int length(int index) {
    return headers.get(INT, index * HEADER + LENGTH);
  }

  /** Whether a message was longer than the memory for it. */
  public boolean isCut(int index) {
    return (headers.get(INT, index * HEADER + FLAGS) & MSG_TRUNC) != 0;
  }

  /** Whether credentials were received with a message. */
  public boolean hasCredentials(int index) {
    long control = (long) index * CREDENTIALS_BYTES;
    return headers.get(LONG, index * HEADER + CONTROL_LENGTH) == CREDENTIALS_BYTES
        && controls.get(INT, control + CONTROL_LEVEL) == SOL_SOCKET
        && controls.get(INT, control + CONTROL_TYPE) == SCM_CREDENTIALS;
  }

  /** A number of the credentials: of the process (0), the user (1) or the group (2). */
  public int credential(int index, int which) {
    return controls.get(
        INT, (long) index * CREDENTIALS_BYTES + CONTROL_DATA + (long) which * Integer.BYTES);
  }
}
