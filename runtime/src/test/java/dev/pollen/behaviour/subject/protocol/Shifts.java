package dev.pollen.behaviour.subject.protocol;

import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnEof;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.OnShutdown;
import dev.pollen.annotation.OnWrite;

/** By day nothing is told but commands; at other times other events. */
public final class Shifts extends Tolerant {
  /** Where a connection is. */
  public enum State {
    DAY,
    EVENING,
    NIGHT,
    DAWN
  }

  @OnRead
  @Line(max = 100)
  @Command("GO")
  Reply<State> go(State next) {
    return Reply.of(next + "\n").enter(next);
  }

  @Every("10ms")
  @In("EVENING")
  Reply<State> darker() {
    tell("darker");
    return Reply.of("dark\n").enter(State.NIGHT);
  }

  @Every("10ms")
  @In("DAWN")
  State lighter() {
    tell("lighter");
    return State.DAY;
  }

  @OnWrite
  @In("NIGHT")
  String roomAtNight() {
    tell("room at night");
    return "room\n";
  }

  @OnWrite
  @In("DAWN")
  State roomAtDawn() {
    tell("room at dawn");
    return State.DAY;
  }

  @OnShutdown
  @In("NIGHT")
  void shutDown(Connection by) {
    tell("shutdown");
    by.send("sleep well\n");
    by.close();
  }

  @OnEof
  @In("NIGHT")
  Reply<State> finished() {
    tell("finished");
    return Reply.<State>of("good night\n").close();
  }
}
