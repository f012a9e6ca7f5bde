package golden.client;

import dev.pollen.Connection;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** Asks and listens. */
public final class Fetch {
  @OnRead
  void more(ByteBuffer data) {}

  @OnError
  void failed(Throwable cause) {}

  @OnConnect
  void connected(SocketAddress peer, Connection server) {
    server.send("GET / HTTP/1.0\r\n\r\n");
  }
}
