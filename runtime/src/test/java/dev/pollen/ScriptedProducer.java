package dev.pollen;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/** A producer that does what the test says, and counts. */
final class ScriptedProducer implements Producer {
  private final Queue<Producer> steps = new ArrayDeque<>();
  private Producer afterwards = room -> Outcome.END;
  int calls;
  int closes;

  /** When it is asked next, it puts this and answers that. */
  ScriptedProducer then(String text, Outcome outcome) {
    return then(
        room -> {
          room.put(text.getBytes(ISO_8859_1));
          return outcome;
        });
  }

  ScriptedProducer then(Producer step) {
    steps.add(step);
    return this;
  }

  /** What it does when nothing else is left to do; otherwise, it ends. */
  ScriptedProducer afterwards(Producer step) {
    afterwards = step;
    return this;
  }

  @Override
  public Outcome produce(ByteBuffer room) throws Exception {
    assertThat(closes).as("closed before it is asked").isZero();
    assertThat(room.remaining()).as("room").isGreaterThanOrEqualTo(4096);
    calls++;
    Producer next = steps.poll();
    return (next == null ? afterwards : next).produce(room);
  }

  @Override
  public void close() {
    closes++;
  }
}
