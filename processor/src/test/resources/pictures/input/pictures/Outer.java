package pictures;

import dev.pollen.Connection;
import dev.pollen.annotation.Every;
import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.Handler;
import dev.pollen.annotation.In;
import dev.pollen.annotation.LengthPrefixed;
import dev.pollen.annotation.OnConnect;
import dev.pollen.annotation.OnRead;
import dev.pollen.annotation.Until;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Names that mean something to Mermaid, every frame, states that somebody else declares. */
final class Outer {
  enum Phase {
    note,
    STATE,
    Größe,
    END
  }

  @Handler(states = Phase.class)
  static final class Inner {
    int rest;

    @OnConnect
    Phase connected() {
      return Phase.STATE;
    }

    @OnRead
    @Until("#;:\t\0\"<")
    @In("STATE")
    CompletionStage<Phase> ask(String text) {
      return CompletableFuture.completedFuture(text)
          .thenApply(answer -> answer.isEmpty() ? null : Phase.Größe);
    }

    @OnRead
    @Exactly(by = "rest", max = 100)
    @In("Größe")
    Phase value(byte[] value) {
      return after(Phase.Größe);
    }

    private Phase after(Phase phase) {
      return phase == Phase.Größe ? Phase.END : Phase.STATE;
    }

    @OnRead
    @LengthPrefixed
    @In("END")
    void last(byte[] value, Connection peer) {
      peer.abort();
    }

    @Every("1m30s")
    @In({"END", "Größe"})
    String beat() {
      return "beat";
    }
  }
}
