package dev.pollen.testkit.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.LimitExceededException;
import dev.pollen.testkit.protocol.subject.Subject;
import dev.pollen.testkit.protocol.subject.Tally;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What handlers make of conversations, over real sockets.
 *
 * <p>{@code -Dpollen.seeds=10000} looks for more.
 */
class ConversationsTest {
  private static final int SEEDS = Integer.getInteger("pollen.seeds", 60);

  @ParameterizedTest
  @EnumSource
  void validOnesAreTakenWhole(Subject subject) throws Exception {
    run(
        subject,
        InputKind.VALID,
        (talk, tally) -> {
          assertThat(tally.errors()).as(talk.toString()).isEmpty();
          assertThat(tally.frames()).as(talk.toString()).isEqualTo(talk.pieces().size());
        });
  }

  @ParameterizedTest
  @EnumSource
  void nearlyValidOnesCostTheirConnectionAtMost(Subject subject) throws Exception {
    run(subject, InputKind.NEARLY_VALID, ConversationsTest::assertHarmless);
  }

  @ParameterizedTest
  @EnumSource
  void hostileOnesCostTheirConnectionAtMost(Subject subject) throws Exception {
    run(subject, InputKind.HOSTILE, ConversationsTest::assertHarmless);
  }

  /** Errors are those that peers make, and no limit of the loop is needed to hold them off. */
  private static void assertHarmless(Conversation talk, Tally tally) {
    assertThat(tally.errors())
        .as(talk.toString())
        .allMatch(IOException.class::isInstance)
        .noneMatch(error -> error.getClass() == LimitExceededException.class);
  }

  private interface Check {
    void of(Conversation talk, Tally tally);
  }

  private static void run(Subject subject, InputKind kind, Check check) throws Exception {
    ProtocolInput input =
        ProtocolInput.of(Protocol.of(subject.handler())).sendingWords(Subject::encode);
    Queue<Tally> handlers = new ConcurrentLinkedQueue<>();
    try (Served served = Served.by(() -> subject.dispatcher(handlers.remove()))) {
      for (long seed = 0; seed < SEEDS; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        Conversation talk = input.next(kind, random);
        Tally tally = subject.newHandler();
        handlers.add(tally);
        served.send(cut(talk, random), tally.end());
        assertThat(tally.closes()).as(talk.toString()).isEqualTo(1);
        check.of(talk, tally);
      }
      assertThat(served.failures()).isZero();
    }
  }

  /** Piece by piece, all at once, or somehow. */
  private static List<byte[]> cut(Conversation talk, SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> talk.pieces().stream().map(Piece::bytes).toList();
      case 1 -> List.of(talk.bytes());
      default -> {
        List<byte[]> parts = new ArrayList<>();
        byte[] whole = talk.bytes();
        for (int at = 0; at < whole.length; ) {
          int length = Math.min(whole.length - at, 1 + random.nextInt(1 + whole.length / 10));
          parts.add(Arrays.copyOfRange(whole, at, at + length));
          at += length;
        }
        yield parts;
      }
    };
  }
}
