package dev.pollen.example.testing;

import dev.pollen.Reply;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnRead;

/** A client that says hello, and goodbye to whatever it is answered. */
final class Greeter {
  enum State {
    GREETING
  }

  @OnConnect
  String hello() {
    return "HELO ann\r\n";
  }

  @OnRead
  @Line(max = 512)
  Reply<State> goodbye(String answer) {
    return Reply.<State>of("QUIT\r\n").close();
  }
}
