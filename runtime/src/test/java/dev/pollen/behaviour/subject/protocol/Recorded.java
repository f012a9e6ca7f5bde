package dev.pollen.behaviour.subject.protocol;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;

/** Writes down the beginning and the end. */
public abstract class Recorded extends Diary {
  @OnAccept
  final void accepted(Connection by) {
    opened(by);
  }

  @OnClose
  final void closed(CloseReason why) {
    tellEnd(why);
  }
}
