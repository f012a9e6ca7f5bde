package dev.pollen.testkit.contract;

import dev.pollen.CloseReason;
import dev.pollen.Event;
import dev.pollen.FramedDispatcher;
import dev.pollen.Terminator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Asks a {@link Calculator} for sums, several at a time, and checks what it is answered. */
final class Caller extends FramedDispatcher {
  private static final String[] VERBS = {"ADD", "WAIT", "WORK"};

  private final Contract contract;
  private final Life life;
  private final ArrayDeque<String> expected = new ArrayDeque<>();
  private final int most;
  private int asked;
  private @Nullable CloseReason reason;

  Caller(Contract contract, int number, int most) {
    super(Terminator.line());
    this.contract = contract;
    this.life = new Life(contract, "caller-" + number);
    this.most = most;
  }

  @Override
  protected void handleConnect() {
    life.during(connection(), Event.CONNECT, () -> askFor(1 + choose("first", 8)));
  }

  private int choose(String what, int bound) {
    return contract.choose(life.name() + " " + what, bound);
  }

  private void askFor(int count) {
    for (int i = 0; i < count && asked < most; i++) {
      asked++;
      String a = Integer.toString(asked);
      String b = Integer.toString(choose("number", 100_000));
      String verb = VERBS[choose("verb", VERBS.length)];
      send(verb + " " + a + " " + b + "\n");
      expected.add(Calculator.sum(a, b).strip());
    }
  }

  @Override
  protected void handleFrame(ByteBuffer frame) throws Exception {
    String answer = text(frame, StandardCharsets.US_ASCII);
    life.during(
        connection(),
        Event.READ,
        () -> {
          String due = expected.poll();
          contract.require(
              answer.equals(due), () -> life + " is told " + answer + " instead of " + due);
          askFor(choose("more", 3) + (expected.isEmpty() ? 1 : 0));
          if (expected.isEmpty()) {
            close();
            life.closeCalled();
          }
        });
  }

  @Override
  protected void handleError(Throwable cause) throws Exception {
    life.failed(connection(), cause, () -> {});
    super.handleError(cause);
  }

  @Override
  protected void handleClose(CloseReason why) {
    reason = why;
    life.during(connection(), Event.CLOSE, () -> {});
  }

  /** Everything that was asked was answered, unless the network has prevented it. */
  void checkAllIsAnswered() {
    boolean isPrevented = contract.isAnythingCut() || contract.hasSteps(Callee.FAILS_CONNECTS);
    contract.require(
        isPrevented || (asked == most && expected.isEmpty() && reason != null),
        () -> life + " waits for " + expected + ", closed for " + reason);
  }
}
