package golden.events;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnEof;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnUrgent;
import dev.pollen.annotation.OnWrite;
import dev.pollen.annotation.Readable;
import dev.pollen.annotation.Writable;
import java.net.SocketAddress;

/** Has every event, in the wrong order, and nothing that is not needed. */
public final class Everything {
  @Writable
  boolean mayWrite() {
    return true;
  }

  @Readable
  boolean mayRead() {
    return true;
  }

  @OnError
  void failed(Connection connection, Throwable cause) {}

  @OnClose
  void closed(CloseReason reason) {}

  @OnUrgent
  void urgent(byte value, Connection connection) {}

  @OnEof
  String finished() {
    return "bye";
  }

  @OnWrite
  void write(Connection connection) {}

  @OnRead
  void read() {}

  @OnConnect
  void connected() {}

  @OnAccept
  void accepted(SocketAddress peer) {}
}
