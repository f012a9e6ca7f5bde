package dev.pollen.behaviour.subject.protocol;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.In;
import dev.pollen.annotation.LengthPrefixed;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnClose;
import dev.pollen.annotation.OnError;
import dev.pollen.annotation.OnIdle;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Until;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Another framing in each state. */
@SuppressWarnings("pollen:NoDefaultCommand")
public final class Stages extends Diary {
  /** Where a connection is. */
  public enum State {
    LINES,
    BODY,
    PREFIXED,
    SECTION,
    RAW,
    /** Nothing is read. */
    WAITING,
    /** Nothing is read, and after a while it is over. */
    RESTING
  }

  private final CompletableFuture<Reply<State>> later = new CompletableFuture<>();
  int length;

  /** What the command LATER is answered with. */
  public CompletableFuture<Reply<State>> later() {
    return later;
  }

  @OnAccept
  void accepted(Connection by) {
    opened(by);
  }

  @OnRead
  @Line(max = 100)
  @Command("BODY")
  @In("LINES")
  State body(int bytes) {
    tell("BODY");
    length = bytes;
    return State.BODY;
  }

  @OnRead
  @Line(max = 100)
  @Command("ENTER")
  @In("LINES")
  Reply<State> enter(State next) {
    tell("ENTER");
    return Reply.of("entering " + next + "\n").enter(next);
  }

  @OnRead
  @Line(max = 100)
  @Command("LATER")
  @In("LINES")
  CompletionStage<Reply<State>> answerLater() {
    tell("LATER");
    return later;
  }

  @OnRead
  @Line(max = 100)
  @Command("SAY")
  @In("LINES")
  String say(String word) throws IOException {
    tell(word);
    if (word.equals("fail")) {
      throw new IOException("failed in LINES");
    }
    return word + "\n";
  }

  @OnRead
  @Exactly(by = "length", max = 100)
  @In("BODY")
  Reply<State> bodyArrived(String text) throws IOException {
    tell("body:" + text);
    if (text.equals("fail")) {
      throw new IOException("failed in BODY");
    }
    return Reply.<State>none().enter(State.LINES);
  }

  @OnRead
  @LengthPrefixed(width = 1)
  @In("PREFIXED")
  State prefixed(byte[] frame) {
    tell("prefixed:" + new String(frame, StandardCharsets.UTF_8));
    return State.LINES;
  }

  @OnRead
  @Until("--")
  @In("SECTION")
  State section(String text) {
    tell("section:" + text);
    return State.LINES;
  }

  /** Takes bytes up to a semicolon, and leaves the others to the next state. */
  @OnRead
  @In("RAW")
  void raw(Connection by, ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (bytes.get() == ';') {
        tell("raw");
        by.enter(State.LINES);
        return;
      }
    }
  }

  @OnIdle("40ms")
  @In("RESTING")
  State rested() {
    tell("rested");
    return State.LINES;
  }

  @OnError
  @In("BODY")
  void failed(Throwable cause) {
    tellError(cause);
  }

  @OnClose
  @In("WAITING")
  void closedWaiting(CloseReason why) {
    tell("the end while WAITING");
    tellEnd(why);
  }

  @OnClose
  @In({"LINES", "BODY", "PREFIXED", "SECTION", "RAW", "RESTING"})
  void closed(CloseReason why) {
    tellEnd(why);
  }
}
