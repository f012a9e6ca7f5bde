package dev.pollen.testkit.conformance;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.ConnectionDispatcher;
import org.jspecify.annotations.Nullable;

/** A connection of a loop, which notes what it is told. */
final class Subject extends ConnectionDispatcher {
  private final Trace trace;
  private @Nullable Connection opened;
  private boolean goesOn;

  Subject(Trace trace) {
    this.trace = trace;
  }

  /** Does not close when the peer has finished. */
  Subject goingOn() {
    goesOn = true;
    return this;
  }

  Trace trace() {
    return trace;
  }

  Connection channel() {
    if (opened == null) {
      throw new AssertionError("Not open yet");
    }
    return opened;
  }

  boolean isOpen() {
    return opened != null;
  }

  @Override
  protected void handleAccept() {
    opened = connection();
    trace.note("accepted");
  }

  @Override
  protected void handleConnect() {
    opened = connection();
    trace.note("connected");
  }

  @Override
  protected void handleRead() {
    trace.noteRead(recv());
  }

  @Override
  protected void handleWrite() {
    trace.note("room");
  }

  @Override
  protected void handleEof() throws Exception {
    trace.note("end");
    if (!goesOn) {
      super.handleEof();
    }
  }

  @Override
  protected void handleError(Throwable cause) {
    trace.note("error", cause);
  }

  @Override
  protected void handleClose(CloseReason reason) {
    String undelivered = reason.undeliveredBytes() > 0 ? " with undelivered bytes" : "";
    trace.note("closed " + reason.kind() + undelivered, reason.cause());
  }
}
