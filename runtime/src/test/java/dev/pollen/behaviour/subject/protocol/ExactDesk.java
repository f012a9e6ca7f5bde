package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnRead;

/** One command, in small letters, and nobody for the others. */
@SuppressWarnings("pollen:NoDefaultCommand")
public final class ExactDesk extends Tolerant {
  @OnRead
  @Line
  @Command(value = "title", ignoreCase = false)
  void title(String text) {
    tell(text);
  }
}
