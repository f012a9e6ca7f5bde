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
  private static final int STORAGE = 128;

  private static final int PATH = 2;

  /** {@code sizeof(sun_path)}, less the zero behind the path. */
  private static final int LONGEST_PATH = 107;

  private static final int SIZE_4 = 16;
  private static final int SIZE_6 = 28;

  private static final ValueLayout.OfShort FAMILY = ValueLayout.JAVA_SHORT;
  private static final ValueLayout.OfShort PORT =
      ValueLayout.JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

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
    if (socketAddress instanceof UnixDomainSocketAddress unix && family == AF_UNIX) {
      return writePath(unix.getPath().toString());
    }
    if (socketAddress instanceof InetSocketAddress internet
        && !internet.isUnresolved()
        && family != AF_UNIX) {
      return writeInternet(internet, family);
    }
    throw new UnsupportedAddressTypeException();
  }

  private int writePath(String path) {
    byte[] bytes = path.getBytes(Charset.defaultCharset());
    if (bytes.length > LONGEST_PATH) {
      throw new IllegalArgumentException("The path of a Unix socket is too long: " + path);
    }
    address.fill((byte) 0).set(FAMILY, 0, (short) AF_UNIX);
    MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, PATH, bytes.length);
    return PATH + bytes.length + 1;
  }

  private int writeInternet(InetSocketAddress internet, int family) {
    byte[] bytes = internet.getAddress().getAddress();
    address.fill((byte) 0).set(FAMILY, 0, (short) family);
    address.set(PORT, 2, (short) internet.getPort());
    if (family == AF_INET) {
      if (bytes.length != 4) {
        throw new UnsupportedAddressTypeException();
      }
      MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 4, 4);
      return SIZE_4;
    }
    if (bytes.length == 16) {
      MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 8, 16);
      address.set(INT, 24, ((Inet6Address) internet.getAddress()).getScopeId());
    } else if (!internet.getAddress().isAnyLocalAddress()) {
      // ::ffff:a.b.c.d; the wildcard of IPv4 becomes the one of IPv6.
      address.set(FAMILY, 18, (short) 0xFFFF);
      MemorySegment.copy(bytes, 0, address, ValueLayout.JAVA_BYTE, 20, 4);
    }
    return SIZE_6;
  }

  /** Reads the address that a call has told. */
  public SocketAddress read() {
    return switch (address.get(FAMILY, 0)) {
      case AF_UNIX -> UnixDomainSocketAddress.of(readPath());
      case AF_INET -> internet(4, 4, 0);
      case AF_INET6 -> internet(8, 16, address.get(INT, 24));
      default -> new InetSocketAddress(0);
    };
  }

  private String readPath() {
    int told = Math.min(length.get(INT, 0), PATH + LONGEST_PATH + 1) - PATH;
    int end = 0;
    while (end < told && address.get(ValueLayout.JAVA_BYTE, PATH + end) != 0) {
      end++;
    }
    byte[] bytes = address.asSlice(PATH, end).toArray(ValueLayout.JAVA_BYTE);
    return new String(bytes, Charset.defaultCharset());
  }

  private InetSocketAddress internet(long offset, int size, int scope) {
    byte[] bytes = address.asSlice(offset, size).toArray(ValueLayout.JAVA_BYTE);
    int port = Short.toUnsignedInt(address.get(PORT, 2));
    try {
      InetAddress told =
          scope == 0
              ? InetAddress.getByAddress(bytes)
              : Inet6Address.getByAddress(null, bytes, scope);
      return new InetSocketAddress(told, port);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
