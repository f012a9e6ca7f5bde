package protocols;

import dev.pollen.Connection;
import dev.pollen.Reply;
import dev.pollen.annotation.Command;
import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.LineEnd;
import dev.pollen.annotation.OnAccept;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Oversized;
import dev.pollen.annotation.Rest;
import dev.pollen.annotation.Until;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** States, commands with words of all kinds, and a frame of another kind in each state. */
@Line(max = 512, end = LineEnd.CRLF, charset = "ISO-8859-1")
@In({"OPEN", "SIGNED"})
final class Desk {
  enum State {
    CLOSED,
    OPEN,
    SIGNED,
    TEXT,
    SIZED,
    DOZING
  }

  enum Level {
    LOW,
    HIGH
  }

  int size;

  @OnAccept
  State begin(Connection peer) {
    if (peer.remoteAddress() == null) {
      peer.close();
    }
    peer.schedule(Duration.ofHours(1), () -> peer.enter(State.DOZING));
    return State.OPEN;
  }

  @OnRead
  @Command("WAIT")
  void waitLong(Connection peer) {
    peer.schedule(Duration.ofMinutes(1), peer::close);
    peer.schedule(Duration.ofSeconds(1), () -> peer.close());
  }

  @OnRead
  @Command("CLOSE")
  @In("SIGNED")
  CompletionStage<Reply<State>> closeDesk() {
    return new CompletableFuture<String>()
        .thenApply(answer -> Reply.of(answer).enter(State.CLOSED));
  }

  @OnRead
  @Command({"SIGN", "ENTER"})
  @In("OPEN")
  State sign(String name, Connection peer) {
    return name.isEmpty() ? State.OPEN : State.SIGNED;
  }

  @OnRead
  @Command("NUMBERS")
  String numbers(byte tiny, short small, int usual, long large) {
    return "ok\r\n";
  }

  @OnRead
  @Command("LEVEL")
  @In("SIGNED")
  String level(Level level, byte[] key, String... words) {
    return "ok\r\n";
  }

  @OnRead
  @Command("ALL")
  void all(byte[][] keys) {}

  @OnRead
  @Line(max = 512, end = LineEnd.CRLF, charset = "UTF-8")
  @Command("SAY")
  String say(@Rest String what) {
    return what;
  }

  @OnRead
  @Command("WRITE")
  @In("SIGNED")
  State write() {
    return State.TEXT;
  }

  @OnRead
  @Command("PUT")
  @In("SIGNED")
  Reply<State> put(int bytes) {
    size = bytes;
    return Reply.of("go on\r\n").enter(State.SIZED);
  }

  @OnRead
  @Command("BYE")
  void bye(Connection peer) {
    peer.send("bye\r\n");
    peer.close();
  }

  @OnRead
  @Command
  String other(String line) {
    return "what?\r\n";
  }

  @OnRead
  @Until(value = "\r\n.\r\n\\ ü\t", max = 100, oversized = Oversized.SKIP)
  @In("TEXT")
  State text(String text) {
    return State.SIGNED;
  }

  @OnRead
  @Exactly(by = "size", max = 1000)
  @In("SIZED")
  State value(byte[] value, Connection peer) {
    peer.loop().execute(() -> peer.enter(State.SIGNED));
    return State.DOZING;
  }
}
