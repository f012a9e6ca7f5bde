package dev.pollen.behaviour.subject;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnWrite;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A handler of all events but urgent data. */
class Attentive {
  private final Script script;

  Attentive(Script script) {
    this.script = script;
  }

  @OnAccept
  void accepted(Connection connection) throws IOException {
    script.accepted(connection);
  }

  @OnConnect
  void connected(Connection connection) throws IOException {
    script.connected(connection);
  }

  @OnRead
  void read(Connection connection, ByteBuffer data) throws IOException {
    script.read(connection, data);
  }

  @OnWrite
  void wrote(Connection connection) throws IOException {
    script.wrote(connection);
  }

  @OnError
  void failed(Connection connection, Throwable cause) throws IOException {
    script.failed(connection, cause);
  }

  @OnClose
  void closed(Connection connection, CloseReason reason) throws IOException {
    script.closed(connection, reason);
  }
}
