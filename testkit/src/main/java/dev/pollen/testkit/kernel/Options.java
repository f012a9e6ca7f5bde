package dev.pollen.testkit.kernel;

import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The options of a socket: they are kept, and those that have an effect here are looked up. */
public final class Options {
  /** Those of TCP, in the numbers of Linux for a fresh socket. */
  private static final Map<SocketOption<?>, Object> STREAM =
      Map.of(
          StandardSocketOptions.SO_RCVBUF,
          64 * 1024,
          StandardSocketOptions.SO_SNDBUF,
          64 * 1024,
          StandardSocketOptions.SO_REUSEADDR,
          false,
          StandardSocketOptions.SO_KEEPALIVE,
          false,
          StandardSocketOptions.SO_LINGER,
          -1,
          StandardSocketOptions.TCP_NODELAY,
          false,
          StandardSocketOptions.IP_TOS,
          0);

  private static final Map<SocketOption<?>, Object> LISTENER =
      Map.of(
          StandardSocketOptions.SO_RCVBUF, 64 * 1024,
          StandardSocketOptions.SO_REUSEADDR, false,
          StandardSocketOptions.SO_REUSEPORT, false);

  private static final Map<SocketOption<?>, Object> DATAGRAM =
      Map.of(
          StandardSocketOptions.SO_RCVBUF,
          208 * 1024,
          StandardSocketOptions.SO_SNDBUF,
          208 * 1024,
          StandardSocketOptions.SO_REUSEADDR,
          false,
          StandardSocketOptions.SO_REUSEPORT,
          false,
          StandardSocketOptions.SO_BROADCAST,
          false,
          StandardSocketOptions.IP_TOS,
          0);

  private static final Map<SocketOption<?>, Object> UNIX_STREAM =
      Map.of(
          StandardSocketOptions.SO_RCVBUF, 208 * 1024,
          StandardSocketOptions.SO_SNDBUF, 208 * 1024,
          StandardSocketOptions.SO_LINGER, -1);

  private static final Map<SocketOption<?>, Object> UNIX_LISTENER =
      Map.of(StandardSocketOptions.SO_RCVBUF, 208 * 1024);

  private final Map<SocketOption<?>, Object> values;

  private Options(Map<SocketOption<?>, Object> defaults) {
    values = new HashMap<>(defaults);
  }

  static Options ofStream(Kernel.Kind kind) {
    return new Options(kind == Kernel.Kind.TCP ? STREAM : UNIX_STREAM);
  }

  static Options ofListener(boolean isUnix) {
    return new Options(isUnix ? UNIX_LISTENER : LISTENER);
  }

  static Options ofDatagrams() {
    return new Options(DATAGRAM);
  }

  /** Those that there are. */
  public Set<SocketOption<?>> supported() {
    return Set.copyOf(values.keySet());
  }

  /** Sets one. */
  public <T> void set(SocketOption<T> option, T value) {
    requireSupported(option);
    if (value instanceof Integer number && number < 0 && option.name().endsWith("BUF")) {
      throw new IllegalArgumentException("Invalid send/receive buffer size");
    }
    values.put(option, Objects.requireNonNull(value, "value"));
  }

  /** Reads one. */
  public <T> T get(SocketOption<T> option) {
    requireSupported(option);
    return Objects.requireNonNull(option.type().cast(values.get(option)));
  }

  private void requireSupported(SocketOption<?> option) {
    if (!values.containsKey(Objects.requireNonNull(option, "option"))) {
      throw new UnsupportedOperationException("'" + option + "' not supported");
    }
  }
}
