package dev.pollen.behaviour.subject.protocol;

import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Rest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands with every kind of argument. */
public final class Desk extends Tolerant {
  enum Side {
    LEFT,
    RIGHT
  }

  @OnRead
  @Line(max = 200)
  @Command("ADD")
  String add(int first, long second) {
    return first + second + "\n";
  }

  @OnRead
  @Line(max = 200)
  @Command("NARROW")
  String narrow(byte first, short second) {
    return first + " " + second + "\n";
  }

  @OnRead
  @Line(max = 200)
  @Command(
      value = {"MOVE", "GO"},
      usage = "usage: MOVE LEFT|RIGHT number\n")
  String move(Connection peer, Side side, int steps) {
    return side + " " + steps + " " + peer.state() + "\n";
  }

  @OnRead
  @Line(max = 200)
  @Command("TAIL")
  String tail(byte[] first, String... others) {
    return new String(first, StandardCharsets.UTF_8) + List.of(others) + "\n";
  }

  @OnRead
  @Line(max = 200)
  @Command("COUNT")
  ByteBuffer count(byte[][] all) {
    return ByteBuffer.wrap((all.length + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @OnRead
  @Line(max = 200)
  @Command("SAY")
  String say(String to, @Rest String text) {
    return to + "[" + text + "]\n";
  }

  @OnRead
  @Line(max = 200)
  @Command("TITLE")
  byte[] title() {
    return "title\n".getBytes(StandardCharsets.UTF_8);
  }

  @OnRead
  @Line(max = 200)
  @Command("PING")
  void ping() {
    tell("PING");
  }

  @OnRead
  @Line(max = 200)
  @Command("QUIT")
  Reply<?> quit() {
    tell("QUIT");
    return Reply.of("bye\n").close();
  }

  @OnRead
  @Line(max = 200)
  @Command
  String unknown(String line) {
    return "what is [" + line + "]\n";
  }
}
