package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many connections whose answers come in every way at once, and some that end in the middle. */
@Timeout(60)
final class LaterReplyStormTest {
  private static final int CONNECTIONS = 40;
  private static final int LINES = 100;

  @RegisterExtension final Net net = new Net();

  /** One connection, and what its peer has to receive. */
  private final class Member {
    private final FramedRecorder recorder = net.framedRecorder(Terminator.delimiter("\n"));
    private final Random random;
    private final ExecutorService others;

    /** After which line it ends; most go on to the last. */
    private final int last;

    private final StringBuilder expected = new StringBuilder();
    private final Peer peer;

    Member(long seed, Family family, ExecutorService others) throws IOException {
      this.random = new Random(seed);
      this.others = others;
      this.last = random.nextInt(4) == 0 ? random.nextInt(LINES) : LINES;
      recorder.on(Event.READ, this::answer).on(Event.ERROR, () -> recorder.reply("failed;"));
      StringBuilder lines = new StringBuilder();
      for (int i = 0; i < LINES; i++) {
        lines.append(i).append('\n');
      }
      peer = net.accept(family, recorder).send(lines.toString());
    }

    private void answer() {
      int line = recorder.frames.size() - 1;
      String answer = line + ";";
      if (line == last) {
        endBefore(answer);
        return;
      }
      switch (random.nextInt(6)) {
        case 0 -> {
          recorder.reply(answer);
          expected.append(answer);
        }
        case 1 -> {
          recorder.replyLater(CompletableFuture.completedFuture(answer), recorder::reply);
          expected.append(answer);
        }
        case 2 -> {
          recorder.offload(
              () -> {
                throw new IOException(answer);
              });
          expected.append("failed;");
        }
        case 3 -> {
          recorder.offload(() -> answer, recorder::reply);
          recorder.replyLater(CompletableFuture.completedFuture("and;"), recorder::reply);
          expected.append(answer).append("and;");
        }
        case 4 -> {
          recorder.replyLater(
              CompletableFuture.<String>failedFuture(new IOException(answer)), recorder::reply);
          expected.append("failed;");
        }
        default -> {
          promise(answer);
          expected.append(answer);
        }
      }
    }

    private void promise(String answer) {
      CompletableFuture<String> promise = new CompletableFuture<>();
      others.execute(() -> promise.complete(answer));
      recorder.replyLater(promise, recorder::reply);
    }

    /** Promises something that nobody is to get. */
    private void endBefore(String answer) {
      CompletableFuture<String> promise = new CompletableFuture<>();
      recorder.replyLater(promise, recorder::reply);
      if (random.nextBoolean()) {
        recorder.connection().abort();
      } else {
        recorder.connection().close();
      }
      others.execute(() -> promise.complete(answer));
    }

    boolean isDone() {
      peer.take(Integer.MAX_VALUE);
      return last < LINES
          ? recorder.frames.size() > last && peer.hasEnded()
          : recorder.frames.size() == LINES && peer.receivedCount() >= expected.length();
    }

    void check() {
      if (last < LINES) {
        assertThat(recorder.frames).hasSize(last + 1);
        assertThat(expected.toString()).startsWith(peer.received());
      } else {
        assertThat(peer.received()).isEqualTo(expected.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsTheOrderOfEachConnection(long seed) throws Exception {
    Random random = new Random(seed);
    ExecutorService others = Executors.newFixedThreadPool(3);
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < CONNECTIONS; i++) {
      Family family = random.nextBoolean() ? Family.IPV4 : Family.UNIX;
      members.add(new Member(random.nextLong(), family, others));
    }
    net.until(() -> members.stream().allMatch(Member::isDone));
    others.shutdown();
    assertThat(others.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    net.settle();

    members.forEach(Member::check);
    assertThat(members).anyMatch(member -> member.last < LINES);
  }
}
