package dev.pollen;

import dev.pollen.CloseReason.Kind;
import dev.pollen.transport.StreamSocket;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** An attempt to connect, until it has succeeded or failed. */
final class Connecting {
  private final Connection connection;
  private final Timer deadline;

  Connecting(Connection connection) {
    this.connection = connection;
    this.deadline = connection.schedule(connection.limits.connectTimeout(), this::timedOut);
  }

  /** Asks the transport how it went; says whether the connection stands. */
  boolean finish(StreamSocket socket) {
    try {
      if (!socket.finishConnect()) {
        return false;
      }
    } catch (IOException e) {
      fail(e);
      return false;
    }
    deadline.cancel();
    return true;
  }

  private void timedOut() {
    fail(
        new SocketTimeoutException(
            "Connecting to "
                + connection.remoteAddress()
                + " took longer than "
                + connection.limits.connectTimeout()));
  }

  private void fail(IOException cause) {
    connection.driver().fail(Kind.CONNECT_FAILED, cause);
  }
}
