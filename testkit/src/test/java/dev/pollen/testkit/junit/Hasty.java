package dev.pollen.testkit.junit;

import dev.pollen.ConnectionDispatcher;
import java.nio.charset.StandardCharsets;

/** Believes that a line arrives in one piece, and says so. */
final class Hasty extends ConnectionDispatcher {
  @Override
  protected void handleRead() {
    send(new String(recvBytes(), StandardCharsets.UTF_8).equals("hello\n") ? "yes" : "no");
  }
}
