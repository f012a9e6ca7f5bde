package golden.protocol;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.Exactly;
import dev.pollen.annotation.In;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.Offload;
import dev.pollen.annotation.OnRead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** Lengths that a command tells, enums, numbers, tails, answers that come later. */
@SuppressWarnings("pollen:NoDefaultCommand")
final class Store {
  enum State {
    COMMANDS,
    VALUE
  }

  enum Level {
    LOW,
    HIGH
  }

  int length;

  @OnRead
  @Line(charset = "ISO-8859-1")
  @Command(value = "put", ignoreCase = false)
  @In("COMMANDS")
  State put(String key, int bytes) {
    length = bytes;
    return State.VALUE;
  }

  @OnRead
  @Line
  @Command(value = "get", ignoreCase = false)
  @In("COMMANDS")
  CompletionStage<String> get(byte[] key, long from, short to, byte flag) {
    throw new UnsupportedOperationException();
  }

  @OnRead
  @Line
  @Command(value = "level", ignoreCase = false)
  @In("COMMANDS")
  @Offload
  byte[] level(Level level, String... words) throws IOException {
    return new byte[0];
  }

  @OnRead
  @Exactly(by = "length", max = 1000)
  @In("VALUE")
  State value(ByteBuffer bytes) {
    return State.COMMANDS;
  }
}
