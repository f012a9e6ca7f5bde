package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The making of a connection: looks up the addresses of the peer, tries one after the other, and
 * ends with the first that answers, the failure of the last, or the time being over.
 */
final class Connecting {
  /** How long to leave a peer alone whose queue is full: no system tells when there is room. */
  private static final Duration FULL_QUEUE_PAUSE = Duration.ofMillis(10);

  private final Connection connection;
  private final ConnectionDriver driver;
  private final SocketAddress remote;

  /** What to tell when the connection stands. */
  private final Event opening;

  private final Timer deadline;
  private final ArrayDeque<SocketAddress> candidates = new ArrayDeque<>();

  /** The socket to try first, if the user has brought one. */
  private @Nullable StreamSocket prepared;

  /** Why the last candidate failed. */
  private @Nullable IOException failure;

  Connecting(
      Connection connection, SocketAddress remote, @Nullable StreamSocket prepared, Event opening) {
    this.connection = connection;
    this.remote = remote;
    this.driver = connection.driver();
    this.prepared = prepared;
    this.opening = opening;
    this.deadline = connection.schedule(connection.limits.connectTimeout(), this::timedOut);
  }

  Event opening() {
    return opening;
  }

  /** Nothing is told before the next turn, whatever happens here. */
  void start() {
    if (remote instanceof InetSocketAddress internet && internet.isUnresolved()) {
      connection.loop().resolve(internet, this::resolved);
    } else {
      candidates.add(remote);
      tryNext();
    }
  }

  private void resolved(List<InetSocketAddress> addresses, @Nullable IOException unknown) {
    if (connection.state() == ChannelState.CONNECTING) {
      candidates.addAll(addresses);
      failure = unknown;
      tryNext();
    }
  }

  private void tryNext() {
    SocketAddress next = candidates.poll();
    while (next != null && !isTried(next)) {
      next = candidates.poll();
    }
    if (next == null) {
      driver.deferTurn();
    }
  }

  /** Says whether there is something to wait for. */
  private boolean isTried(SocketAddress address) {
    StreamSocket socket = prepared;
    prepared = null;
    try {
      if (socket == null) {
        socket = connection.loop().opener().openStream(address);
      }
      if (socket.connect(address)) {
        driver.connectBy(socket);
      } else {
        socket.close();
        candidates.addFirst(address);
        connection.schedule(FULL_QUEUE_PAUSE, this::tryNext);
      }
      return true;
    } catch (IOException e) {
      failed(socket, e);
    } catch (RuntimeException e) {
      failed(socket, new ConnectException("Cannot connect to " + address + ": " + e));
    }
    return false;
  }

  private void failed(@Nullable StreamSocket socket, IOException cause) {
    if (socket != null) {
      socket.close();
    }
    if (failure != null && failure != cause) {
      cause.addSuppressed(failure);
    }
    failure = cause;
  }

  /** In a turn of the connection: says whether it stands. */
  boolean proceed() {
    try {
      if (driver.socket().finishConnect()) {
        deadline.cancel();
        return true;
      }
    } catch (IOException e) {
      failed(driver.socket(), e);
      driver.connectByNone(remote);
      tryNext();
    }
    if (failure != null && driver.socket() instanceof NoSocket && candidates.isEmpty()) {
      driver.end().fail(Kind.CONNECT_FAILED, failure);
    }
    return false;
  }

  /** The connection has ended, perhaps before the user's own socket was tried. */
  void ended() {
    if (prepared != null) {
      prepared.close();
      prepared = null;
    }
  }

  private void timedOut() {
    driver
        .end()
        .fail(
            Kind.CONNECT_FAILED,
            new SocketTimeoutException(
                "Connecting to "
                    + remote
                    + " took longer than "
                    + connection.limits.connectTimeout()));
  }
}
