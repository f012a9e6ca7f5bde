package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.CloseReason.Kind;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Event;
import dev.pollen.Loop;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;

/**
 * One side of a proxy: passes on what it reads, no faster than the other side takes it, and the end
 * of the stream as well.
 */
final class ProxySide extends ConnectionDispatcher {
  /** Small, so that the kernel holds little of what is on its way. */
  private static final int RECEIVE_BUFFER = 1000;

  private final Life life;
  private final ProxySide other;
  private boolean hasEnded;

  /** The side of a peer that has come, with the other side of it. */
  ProxySide(Contract contract, String name) {
    life = new Life(contract, name + ".in");
    other = new ProxySide(contract, name, this);
  }

  private ProxySide(Contract contract, String name, ProxySide other) {
    life = new Life(contract, name + ".out");
    this.other = other;
  }

  /** Connects the other side. */
  void connect(Loop loop, SocketAddress address) {
    loop.connect(address, other);
  }

  @Override
  protected void handleOpen() throws Exception {
    connection().setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
    life.during(connection(), Event.OPEN, () -> {});
  }

  @Override
  protected void handleAccept() {
    life.during(connection(), Event.ACCEPT, () -> {});
  }

  @Override
  protected void handleConnect() {
    life.during(connection(), Event.CONNECT, () -> {});
  }

  @Override
  protected void handleRead() {
    life.during(
        connection(),
        Event.READ,
        () -> {
          if (!other.send(recv())) {
            connection().pauseReading();
          }
        });
  }

  @Override
  protected void handleWrite() {
    life.during(connection(), Event.WRITE, () -> other.connection().resumeReading());
  }

  @Override
  protected void handleEof() {
    life.during(
        connection(),
        Event.EOF,
        () -> {
          hasEnded = true;
          if (other.hasEnded) {
            close();
            other.close();
          } else {
            other.connection().shutdownOutput();
          }
        });
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    life.failed(connection(), cause, () -> {});
    super.handleError(cause);
  }

  @Override
  protected void handleClose(CloseReason reason) {
    life.during(
        connection(),
        Event.CLOSE,
        () -> {
          if (reason.kind() == Kind.BROKEN || reason.kind() == Kind.CONNECT_FAILED) {
            other.abort();
          } else {
            other.close();
          }
        });
  }
}
