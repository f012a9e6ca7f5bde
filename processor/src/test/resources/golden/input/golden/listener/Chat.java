package golden.listener;

import dev.pollen.CloseReason;
import dev.pollen.Listener;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;
import java.io.IOException;
import java.net.SocketAddress;

/** Gives every peer a member. */
public final class Chat {
  @OnAccept
  Member join(SocketAddress from) throws IOException {
    return new Member(this);
  }

  @OnError
  void failed(Listener listener, Throwable cause) {}

  @OnClose
  void closed(CloseReason why, Listener listener) {}
}
