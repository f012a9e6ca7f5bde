package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Listener;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;
import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A handler of a listener. */
final class Host {
  private final HostScript script;

  Host(HostScript script) {
    this.script = script;
  }

  @OnAccept
  @Nullable ConnectionDispatcher accepted(Listener listener, SocketAddress from)
      throws IOException {
    return script.accepted(listener, from);
  }

  @OnError
  void failed(Throwable cause) {
    script.failed(cause);
  }

  @OnClose
  void closed(CloseReason reason) {
    script.closed(reason);
  }
}
