package dev.pollen.example.testing;

import dev.pollen.annotation.OnRead;
import java.nio.charset.StandardCharsets;

/** Believes that a command arrives in one piece. */
final class Hasty {
  @OnRead
  String answer(byte[] command) {
    boolean isPing = new String(command, StandardCharsets.UTF_8).equals("PING\r\n");
    return isPing ? "PONG\r\n" : "ERROR\r\n";
  }
}
