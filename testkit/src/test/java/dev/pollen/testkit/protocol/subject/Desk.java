package dev.pollen.testkit.protocol.subject;

import dev.pollen.Connection;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.LineEnd;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import dev.pollen.annotation.Rest;

/** Words of all kinds, and no method for other commands. */
@Line(max = 300, end = LineEnd.CRLF, oversized = Oversized.SKIP)
public final class Desk extends Tally {
  enum Level {
    LOW,
    HIGH
  }

  @OnRead
  @Command(value = "Numbers", ignoreCase = false)
  void numbers(byte tiny, short small, int usual, long large) {
    count();
  }

  @OnRead
  @Command(value = "level", ignoreCase = false)
  String level(Level level, byte[] key, String name) {
    count();
    return level + "\r\n";
  }

  @OnRead
  @Command(
      value = {"all", "any"},
      ignoreCase = false)
  void all(byte[][] keys) {
    count();
  }

  @OnRead
  @Command(value = "names", ignoreCase = false)
  void names(int count, String... names) {
    count();
  }

  @OnRead
  @Command(value = "say", ignoreCase = false)
  String say(@Rest String words, Connection peer) {
    count();
    return words + "\r\n";
  }
}
