package golden.datagrams;

import dev.pollen.CloseReason;
import dev.pollen.Datagrams;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnDatagram;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnShutdown;
import dev.pollen.annotation.OnWrite;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;

/** Has every event of a datagram socket, in the wrong order. */
public final class Resolver {
  @OnError
  void failed(Throwable cause, Datagrams socket) {}

  @OnClose
  void closed(CloseReason reason, Datagrams socket) {}

  @OnShutdown
  void finish(Datagrams socket) {
    socket.close();
  }

  @Every("1h")
  void expire(Datagrams socket) {}

  @Every("100ms")
  void retry() throws IOException {}

  @OnWrite
  void goOn(Datagrams socket) {}

  @OnDatagram
  ByteBuffer answer(ByteBuffer question, SocketAddress from, Datagrams socket) throws IOException {
    return question;
  }
}
