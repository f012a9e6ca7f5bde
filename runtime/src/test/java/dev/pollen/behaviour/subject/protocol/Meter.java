package dev.pollen.behaviour.subject.protocol;

import dev.pollen.Connection;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnRead;
import java.nio.ByteBuffer;

/** Counts, and makes no garbage. */
@SuppressWarnings("pollen:NoDefaultCommand")
public final class Meter {
  private final ByteBuffer answer = ByteBuffer.allocateDirect(1);
  private int sum;

  @OnRead
  @Line
  @Command("ADD")
  void add(int number) {
    sum += number;
  }

  @OnRead
  @Line
  @Command("TICK")
  void tick() {
    sum++;
  }

  /** Answers with the lowest byte of the sum. */
  @OnRead
  @Line
  @Command("SUM")
  void sum(Connection peer) {
    peer.send(answer.clear().put(0, (byte) sum));
  }
}
