package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.PolledDispatcher;

/** Tells a subject everything, by hand, and is asked before every wait what it wants. */
final class PolledSubject extends PolledDispatcher {
  private final Subject subject;

  PolledSubject(Subject subject) {
    this.subject = subject;
  }

  @Override
  protected boolean readable() {
    return subject.readable(connection());
  }

  @Override
  protected boolean writable() throws Exception {
    return subject.writable(connection()) || super.writable();
  }

  @Override
  protected void handleOpen() {
    subject.opened(connection());
  }

  @Override
  protected void handleAccept() {
    subject.accepted(connection());
  }

  @Override
  protected void handleConnect() {
    subject.connected(connection());
  }

  @Override
  protected void handleRead() {
    subject.read(connection(), recv());
  }

  @Override
  protected void handleWrite() {
    subject.wrote(connection(), true);
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    if (subject.failed(connection(), cause)) {
      super.handleError(cause);
    }
  }

  @Override
  protected void handleClose(CloseReason reason) {
    subject.closed(connection(), reason);
  }
}
