package dev.pollen.linux.system;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.UnsupportedAddressTypeException;
import java.nio.charset.Charset;

/**
 * Addresses of sockets in memory, as {@code struct sockaddr_in}, {@code sockaddr_in6} and {@code
 * sockaddr_un} (ip(7), ipv6(7), unix(7)). One for one loop: each use overwrites the one before.
 */
public final class SocketAddresses {
  public static final int AF_UNIX = 1;
  public static final int AF_INET = 2;
  public static final int AF_INET6 = 10;

  /** {@code sizeof(struct sockaddr_storage)}. */
  public static final int STORAGE = 128;

  /** How long the address of a Unix socket without a name is: its family only, or not even that. */
  public static final int FAMILY_BYTES = 2;

  /** What is no address of IPv4. */
  public static final long NO_NUMBER = -1;

  private static final int PATH = 2;

  /** {@code sizeof(sun_path)}, less the zero behind the path. */
  private static final int LONGEST_PATH = 107;

  private static final int SIZE_4 = 16;
  private static final int SIZE_6 = 28;

  private static final ValueLayout.OfShort FAMILY = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfShort PORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfInt BITS_32 =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong BITS = ValueLayout.JAVA_LONG;

  /** ::ffff:a.b.c.d is how a socket of IPv6 sees an address of IPv4 (ipv6(7)). */
  private static final int MAPPED = 0xFFFF;

  private final MemorySegment address;
  private final MemorySegment length;

  /** In memory of this arena. */
  public SocketAddresses(Arena arena) {
    address = arena.allocate(STORAGE, Long.BYTES);
    length = arena.allocate(INT);
  }

  /** The number of a family. */
  public static int family(ProtocolFamily family) {
    if (family == StandardProtocolFamily.INET) {
      return AF_INET;
    }
    if (family == StandardProtocolFamily.INET6) {
      return AF_INET6;
    }
    if (family == StandardProtocolFamily.UNIX) {
      return AF_UNIX;
    }
    throw new UnsupportedOperationException("No such family of addresses: " + family);
  }

  /** Where the address is. */
  public MemorySegment address() {
    return address;
  }

  /** Where its length is, for calls that tell an address. */
  public MemorySegment length() {
    return length;
  }

  /** Makes room for a call that tells an address. */
  public SocketAddresses clear() {
    length.set(INT, 0, STORAGE);
    address.set(FAMILY, 0, (short) 0);
    return this;
  }

  /**
   * Writes an address.
   *
   * @param family the family of the socket: one of IPv6 takes addresses of IPv4, too
   * @return its length in bytes
   */
  public int write(SocketAddress socketAddress, int family) {
    return write(socketAddress, family, address, 0);
  }

  /** Writes an address, as {@link #write(SocketAddress, int)} does, into other memory. */
  static int write(SocketAddress socketAddress, int family, MemorySegment memory, long at) {
    if (socketAddress instanceof UnixDomainSocketAddress unix && family == AF_UNIX) {
      return writePath(unix.getPath().toString(), memory, at);
    }
    if (socketAddress instanceof InetSocketAddress internet
        && !internet.isUnresolved()
        && family != AF_UNIX) {
      return writeInternet(internet, family, memory, at);
    }
    throw new UnsupportedAddressTypeException();
  }

  private static int writePath(String path, MemorySegment memory, long at) {
    byte[] bytes = path.getBytes(Charset.defaultCharset());
    if (bytes.length == 0) {
      // To the kernel it would be a name in the abstract namespace.
      throw new IllegalArgumentException("A Unix socket without a path has no address");
    }
    if (bytes.length > LONGEST_PATH) {
      throw new IllegalArgumentException("The path of a Unix socket is too long: " + path);
    }
    memory.asSlice(at, STORAGE).fill((byte) 0);
    memory.set(FAMILY, at, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at + PATH, bytes.length);
    return PATH + bytes.length + 1;
  }

  private static int writeInternet(
      InetSocketAddress internet, int family, MemorySegment memory, long at) {
    byte[] bytes = internet.getAddress().getAddress();
    memory.asSlice(at, SIZE_6).fill((byte) 0);
    memory.set(FAMILY, at, (short) family);
    memory.set(PORT, at + 2, (short) internet.getPort());
    if (family == AF_INET) {
      if (bytes.length != 4) {
        throw new UnsupportedAddressTypeException();
      }
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at + 4, 4);
      return SIZE_4;
    }
    if (bytes.length == 16) {
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at + 8, 16);
      memory.set(INT, at + 24, ((Inet6Address) internet.getAddress()).getScopeId());
    } else if (!internet.getAddress().isAnyLocalAddress()) {
      // ::ffff:a.b.c.d; the wildcard of IPv4 becomes the one of IPv6.
      memory.set(FAMILY, at + 18, (short) 0xFFFF);
      MemorySegment.copy(bytes, 0, memory, ValueLayout.JAVA_BYTE, at + 20, 4);
    }
    return SIZE_6;
  }

  /** Reads the address that a call has told. */
  public SocketAddress read() {
    return read(address, 0, length.get(INT, 0));
  }

  /**
   * Reads the address that a call has told into a number, if it is one of IPv4: an object and those
   * that belong to it are twelve times as large.
   *
   * @return a number for {@link #ofNumber}, or {@link #NO_NUMBER}
   */
  public long readNumber() {
    return switch (address.get(FAMILY, 0)) {
      case AF_INET -> number(4);
      case AF_INET6 -> isMapped() ? number(20) : NO_NUMBER;
      default -> NO_NUMBER;
    };
  }

  private boolean isMapped() {
    return address.get(BITS, 8) == 0 && address.get(BITS_32, 16) == MAPPED;
  }

  private long number(long hostAt) {
    long host = Integer.toUnsignedLong(address.get(BITS_32, hostAt));
    return host << Short.SIZE | Short.toUnsignedInt(address.get(PORT, 2));
  }

  /** The address that was read into a number. */
  public static InetSocketAddress ofNumber(long number) {
    int host = (int) (number >> Short.SIZE);
    byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(host).array();
    return new InetSocketAddress(known(bytes), (int) number & 0xFFFF);
  }

  /** Reads an address that a call has told in other memory. */
  public static SocketAddress read(MemorySegment memory, long at, int length) {
    return switch (memory.get(FAMILY, at)) {
      case AF_UNIX -> UnixDomainSocketAddress.of(readPath(memory, at, length));
      case AF_INET -> internet(memory, at, at + 4, 4, 0);
      case AF_INET6 -> internet(memory, at, at + 8, 16, memory.get(INT, at + 24));
      default -> new InetSocketAddress(0);
    };
  }

  private static String readPath(MemorySegment memory, long at, int length) {
    int told = Math.min(length, PATH + LONGEST_PATH + 1) - PATH;
    int end = 0;
    while (end < told && memory.get(ValueLayout.JAVA_BYTE, at + PATH + end) != 0) {
      end++;
    }
    byte[] bytes = memory.asSlice(at + PATH, end).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, Charset.defaultCharset());
  }

  private static InetSocketAddress internet(
      MemorySegment memory, long at, long bytesAt, int size, int scope) {
    byte[] bytes = memory.asSlice(bytesAt, size).toArray(ValueLayout.JAVA_BYTE);
    int port = Short.toUnsignedInt(memory.get(PORT, at + 2));
    return new InetSocketAddress(scope == 0 ? known(bytes) : scoped(bytes, scope), port);
  }

  private static InetAddress known(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static InetAddress scoped(byte[] bytes, int scope) {
    try {
      return Inet6Address.getByAddress(null, bytes, scope);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
