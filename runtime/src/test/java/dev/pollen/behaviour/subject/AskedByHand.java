package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.PolledDispatcher;
import java.io.IOException;

/** As {@link Asked}, by hand. */
final class AskedByHand extends PolledDispatcher {
  private final Script script;

  AskedByHand(Script script) {
    this.script = script;
  }

  @Override
  protected boolean readable() {
    return script.mayRead();
  }

  @Override
  protected boolean writable() {
    return script.mayWrite();
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
