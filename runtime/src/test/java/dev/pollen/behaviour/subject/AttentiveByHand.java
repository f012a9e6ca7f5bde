package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import java.io.IOException;

/** As {@link Attentive}, by hand. */
class AttentiveByHand extends ConnectionDispatcher {
  private final Script script;

  AttentiveByHand(Script script) {
    this.script = script;
  }

  @Override
  protected void handleAccept() throws IOException {
    script.accepted(connection());
  }

  @Override
  protected void handleConnect() throws IOException {
    script.connected(connection());
  }

  @Override
  protected void handleRead() throws IOException {
    script.read(connection(), recv());
  }

  @Override
  protected void handleWrite() throws IOException {
    script.wrote(connection());
  }

  @Override
  protected void handleError(Throwable cause) throws IOException {
    script.failed(connection(), cause);
  }

  @Override
  protected void handleClose(CloseReason reason) throws IOException {
    script.closed(connection(), reason);
  }
}
