package dev.pollen.linux;

import java.net.SocketOption;
import java.time.Duration;

/**
 * Options of sockets that only Linux has, for {@code Channel.setOption} and {@code Channel.option}
 * on a loop with one of the transports of this module.
 */
public final class LinuxSocketOptions {
  /**
   * How long a connection is silent before the system asks whether the peer is still there, if
   * {@link java.net.StandardSocketOptions#SO_KEEPALIVE} is on. In whole seconds, at least one;
   * {@code TCP_KEEPIDLE} of tcp(7).
   */
  public static final SocketOption<Duration> TCP_KEEPALIVE_IDLE =
      new Named<>("TCP_KEEPALIVE_IDLE", Duration.class);

  /**
   * How long the system waits between two such questions. In whole seconds, at least one; {@code
   * TCP_KEEPINTVL} of tcp(7).
   */
  public static final SocketOption<Duration> TCP_KEEPALIVE_INTERVAL =
      new Named<>("TCP_KEEPALIVE_INTERVAL", Duration.class);

  /**
   * After how many questions without an answer the connection is broken; {@code TCP_KEEPCNT} of
   * tcp(7).
   */
  public static final SocketOption<Integer> TCP_KEEPALIVE_COUNT =
      new Named<>("TCP_KEEPALIVE_COUNT", Integer.class);

  /**
   * How long sent bytes may wait for the peer's acknowledgement before the connection is broken;
   * zero is what the system takes by itself. In whole milliseconds; {@code TCP_USER_TIMEOUT} of
   * tcp(7).
   */
  public static final SocketOption<Duration> TCP_USER_TIMEOUT =
      new Named<>("TCP_USER_TIMEOUT", Duration.class);

  /**
   * Of a listener: how long the system keeps a new connection to itself until the peer has sent
   * something; zero hands it over at once. In whole seconds; {@code TCP_DEFER_ACCEPT} of tcp(7).
   */
  public static final SocketOption<Duration> TCP_DEFER_ACCEPT =
      new Named<>("TCP_DEFER_ACCEPT", Duration.class);

  /**
   * Whether urgent bytes stand in the stream, where they are read like all others, instead of being
   * told by themselves; {@code SO_OOBINLINE} of socket(7).
   */
  public static final SocketOption<Boolean> SO_OOBINLINE =
      new Named<>("SO_OOBINLINE", Boolean.class);

  /**
   * Of a connection over a Unix socket, to be read only: who the peer was when it connected, or
   * when it began to listen; {@code SO_PEERCRED} of unix(7).
   */
  public static final SocketOption<PeerCredentials> SO_PEERCRED =
      new Named<>("SO_PEERCRED", PeerCredentials.class);

  /**
   * Of a Unix socket for datagrams: whether the system tells with each one who has sent it. It says
   * so truthfully only of what is sent while this is set; {@code SO_PASSCRED} of unix(7).
   */
  public static final SocketOption<Boolean> SO_PASSCRED = new Named<>("SO_PASSCRED", Boolean.class);

  /**
   * Of a Unix socket for datagrams with {@link #SO_PASSCRED}, to be read only, while a datagram is
   * handled: who has sent it. Reading it fails if the system has not told; {@code SCM_CREDENTIALS}
   * of unix(7).
   */
  public static final SocketOption<PeerCredentials> SCM_CREDENTIALS =
      new Named<>("SCM_CREDENTIALS", PeerCredentials.class);

  private LinuxSocketOptions() {}

  private record Named<T>(String name, Class<T> type) implements SocketOption<T> {
    @Override
    public String toString() {
      return name;
    }
  }
}
