package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;

/** Tells a subject everything, by hand. */
final class SubjectByHand extends ConnectionDispatcher {
  private final Subject subject;

  SubjectByHand(Subject subject) {
    this.subject = subject;
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
    subject.wrote(connection(), false);
  }

  @Override
  protected boolean wantsUrgent() {
    return true;
  }

  @Override
  protected void handleUrgent(byte value) {
    subject.urgent(connection(), value);
  }

  @Override
  protected void handleEof() throws Exception {
    if (!subject.eof(connection())) {
      super.handleEof();
    }
  }

  @Override
  protected void handleShutdown() throws Exception {
    subject.shutDown(connection());
    super.handleShutdown();
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
