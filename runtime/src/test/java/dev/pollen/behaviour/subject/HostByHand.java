package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.ListenerDispatcher;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** As {@link Host}, by hand. */
final class HostByHand extends ListenerDispatcher {
  private final HostScript script;

  HostByHand(HostScript script) {
    this.script = script;
  }

  @Override
  protected @Nullable ConnectionDispatcher handleAccepted(SocketAddress from) throws IOException {
    return script.accepted(listener(), from);
  }

  @Override
  protected void handleError(Throwable cause) {
    script.failed(cause);
  }

  @Override
  protected void handleClose(CloseReason reason) {
    script.closed(reason);
  }
}
