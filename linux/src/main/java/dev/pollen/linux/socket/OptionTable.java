package dev.pollen.linux.socket;

import dev.pollen.linux.LinuxSocketOptions;
import dev.pollen.linux.PeerCredentials;
import dev.pollen.linux.system.Calls;
import dev.pollen.linux.system.Errors;
import dev.pollen.linux.system.SocketAddresses;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Sets and reads options of sockets (socket(7), tcp(7), ip(7), ipv6(7)). */
final class OptionTable {
  private static final int SOL_SOCKET = 1;
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_TCP = 6;
  private static final int IPPROTO_IPV6 = 41;
  private static final int SO_ERROR = 4;
  private static final int SO_LINGER = 13;
  private static final int SO_DOMAIN = 39;
  private static final long SIOCATMARK = 0x8905;
  private static final long FIONREAD = 0x541B;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private static final Name ONLY_IPV6 = new Name(IPPROTO_IPV6, 26, Form.FLAG);
  private static final Name TOS = new Name(IPPROTO_IP, 1, Form.NUMBER);

  private static final Map<SocketOption<?>, Name> NAMES = new HashMap<>();

  /** Those that are others on sockets of IPv6 (ipv6(7)). */
  private static final Map<SocketOption<?>, Name> NAMES_OF_IPV6 =
      Map.of(
          StandardSocketOptions.IP_TOS, new Name(IPPROTO_IPV6, 67, Form.NUMBER),
          StandardSocketOptions.IP_MULTICAST_TTL, new Name(IPPROTO_IPV6, 18, Form.NUMBER),
          StandardSocketOptions.IP_MULTICAST_LOOP, new Name(IPPROTO_IPV6, 19, Form.FLAG));

  /** How a value stands in memory. */
  private enum Form {
    FLAG,
    NUMBER,

    /** The system doubles what it is given, for what it needs itself, and tells the double. */
    BUFFER_SIZE,

    /** {@code struct linger}: whether, and how many seconds. */
    LINGER,

    SECONDS,
    MILLISECONDS,

    /** {@code struct ucred}: the numbers of process, user and group. */
    CREDENTIALS
  }

  private record Name(int level, int number, Form form) {}

  static {
    NAMES.put(StandardSocketOptions.SO_REUSEADDR, new Name(SOL_SOCKET, 2, Form.FLAG));
    NAMES.put(StandardSocketOptions.SO_BROADCAST, new Name(SOL_SOCKET, 6, Form.FLAG));
    NAMES.put(StandardSocketOptions.SO_SNDBUF, new Name(SOL_SOCKET, 7, Form.BUFFER_SIZE));
    NAMES.put(StandardSocketOptions.SO_RCVBUF, new Name(SOL_SOCKET, 8, Form.BUFFER_SIZE));
    NAMES.put(StandardSocketOptions.SO_KEEPALIVE, new Name(SOL_SOCKET, 9, Form.FLAG));
    NAMES.put(StandardSocketOptions.SO_LINGER, new Name(SOL_SOCKET, SO_LINGER, Form.LINGER));
    NAMES.put(StandardSocketOptions.SO_REUSEPORT, new Name(SOL_SOCKET, 15, Form.FLAG));
    NAMES.put(StandardSocketOptions.IP_TOS, TOS);
    NAMES.put(StandardSocketOptions.IP_MULTICAST_TTL, new Name(IPPROTO_IP, 33, Form.NUMBER));
    NAMES.put(StandardSocketOptions.IP_MULTICAST_LOOP, new Name(IPPROTO_IP, 34, Form.FLAG));
    NAMES.put(StandardSocketOptions.TCP_NODELAY, new Name(IPPROTO_TCP, 1, Form.FLAG));
    NAMES.put(LinuxSocketOptions.SO_OOBINLINE, new Name(SOL_SOCKET, 10, Form.FLAG));
    NAMES.put(LinuxSocketOptions.SO_PASSCRED, new Name(SOL_SOCKET, 16, Form.FLAG));
    NAMES.put(LinuxSocketOptions.SO_PEERCRED, new Name(SOL_SOCKET, 17, Form.CREDENTIALS));
    NAMES.put(LinuxSocketOptions.TCP_KEEPALIVE_IDLE, new Name(IPPROTO_TCP, 4, Form.SECONDS));
    NAMES.put(LinuxSocketOptions.TCP_KEEPALIVE_INTERVAL, new Name(IPPROTO_TCP, 5, Form.SECONDS));
    NAMES.put(LinuxSocketOptions.TCP_KEEPALIVE_COUNT, new Name(IPPROTO_TCP, 6, Form.NUMBER));
    NAMES.put(LinuxSocketOptions.TCP_DEFER_ACCEPT, new Name(IPPROTO_TCP, 9, Form.SECONDS));
    NAMES.put(LinuxSocketOptions.TCP_USER_TIMEOUT, new Name(IPPROTO_TCP, 18, Form.MILLISECONDS));
  }

  private final Calls calls;
  private final MemorySegment value;
  private final MemorySegment length;

  OptionTable(Calls calls, Arena arena) {
    this.calls = calls;
    value = arena.allocate(3 * INT.byteSize(), INT.byteSize());
    length = arena.allocate(INT);
  }

  <T> void set(int descriptor, SocketOption<T> option, T wanted) throws IOException {
    Name name = name(descriptor, option);
    int size = Integer.BYTES;
    int number = number(option, name.form, Objects.requireNonNull(wanted, "value"));
    value.set(INT, 0, number);
    if (name.form == Form.LINGER) {
      value.set(INT, 0, number < 0 ? 0 : 1);
      value.set(INT, Integer.BYTES, Math.max(0, number));
      size = 2 * Integer.BYTES;
    }
    write(descriptor, name, size);
    if (option == StandardSocketOptions.IP_TOS && name.level == IPPROTO_IPV6) {
      // Packets of IPv4 leave such a socket, too, and have it from there.
      write(descriptor, TOS, size);
    }
  }

  /** Opens a socket of IPv6 to IPv4, also where that is not the default (net.ipv6.bindv6only). */
  void admitPeersOfIpv4(int descriptor) throws IOException {
    value.set(INT, 0, 0);
    write(descriptor, ONLY_IPV6, Integer.BYTES);
  }

  private void write(int descriptor, Name name, int size) throws IOException {
    int answer = calls.setsockopt(descriptor, name.level, name.number, value, size);
    if (answer < 0) {
      throw Errors.exception("setsockopt", answer);
    }
  }

  private static int number(SocketOption<?> option, Form form, Object wanted) {
    int number =
        switch (form) {
          case FLAG -> (Boolean) wanted ? 1 : 0;
          case NUMBER, LINGER, BUFFER_SIZE -> (Integer) wanted;
          case SECONDS -> Math.toIntExact(((Duration) wanted).toSeconds());
          case MILLISECONDS -> Math.toIntExact(((Duration) wanted).toMillis());
          case CREDENTIALS -> throw new UnsupportedOperationException(option + " is read only");
        };
    if (number < 0 && form != Form.LINGER && form != Form.NUMBER) {
      throw new IllegalArgumentException(option + " must not be negative, but is " + wanted);
    }
    return number;
  }

  <T> T get(int descriptor, SocketOption<T> option) throws IOException {
    Name name = name(descriptor, option);
    read(descriptor, name.level, name.number);
    int number = value.get(INT, 0);
    Object read =
        switch (name.form) {
          case FLAG -> number != 0;
          case NUMBER -> number;
          case BUFFER_SIZE -> number / 2;
          case LINGER -> number == 0 ? -1 : value.get(INT, Integer.BYTES);
          case SECONDS -> Duration.ofSeconds(number);
          case MILLISECONDS -> Duration.ofMillis(number);
          case CREDENTIALS ->
              new PeerCredentials(
                  number, value.get(INT, Integer.BYTES), value.get(INT, 2 * Integer.BYTES));
        };
    return option.type().cast(read);
  }

  private boolean isOfIpv6(int descriptor) throws IOException {
    read(descriptor, SOL_SOCKET, SO_DOMAIN);
    return value.get(INT, 0) == SocketAddresses.AF_INET6;
  }

  private Name name(int descriptor, SocketOption<?> option) throws IOException {
    Name ofIpv6 = NAMES_OF_IPV6.get(Objects.requireNonNull(option, "option"));
    if (ofIpv6 != null && isOfIpv6(descriptor)) {
      return ofIpv6;
    }
    Name name = NAMES.get(option);
    if (name == null) {
      throw new UnsupportedOperationException("'" + option + "' not supported");
    }
    return name;
  }

  /** The error that a socket has to tell, which it does once; 0 if there is none. */
  int error(int descriptor) throws IOException {
    read(descriptor, SOL_SOCKET, SO_ERROR);
    return value.get(INT, 0);
  }

  /** How many bytes have arrived and were not received; of messages, in all of them. */
  int unread(int descriptor) throws IOException {
    return answerOf(descriptor, FIONREAD);
  }

  /** Whether the next byte of the stream is the one before which an urgent byte stood. */
  boolean isAtMark(int descriptor) throws IOException {
    return answerOf(descriptor, SIOCATMARK) != 0;
  }

  private int answerOf(int descriptor, long request) throws IOException {
    int answer = calls.ioctl(descriptor, request, value);
    if (answer < 0) {
      throw Errors.exception("ioctl", answer);
    }
    return value.get(INT, 0);
  }

  private void read(int descriptor, int level, int number) throws IOException {
    length.set(INT, 0, (int) value.byteSize());
    int answer = calls.getsockopt(descriptor, level, number, value, length);
    if (answer < 0) {
      throw Errors.exception("getsockopt", answer);
    }
  }
}
