package dev.pollen.behaviour.subject;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** A handler whose methods return what is to be sent. */
final class Replying {
  private final Script script;

  Replying(Script script) {
    this.script = script;
  }

  @OnAccept
  String accepted(Connection connection) throws IOException {
    script.accepted(connection);
    return "hello ";
  }

  @OnRead
  byte[] read(Connection connection, ByteBuffer data) throws IOException {
    String text = UTF_8.decode(data.duplicate()).toString();
    script.read(connection, data);
    return text.toUpperCase(Locale.ROOT).getBytes(UTF_8);
  }

  @OnClose
  void closed(Connection connection, CloseReason reason) throws IOException {
    script.closed(connection, reason);
  }
}
