package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many answers, none at all, stages that behave badly, the end of the loop, and what is left
 * unread.
 */
@Timeout(60)
final class LaterReplyLimitsTest {
  private static final Terminator LINE = Terminator.delimiter("\n");
  private static final int MANY = 10_000;

  @RegisterExtension final Net net = new Net();

  private static String numbers(String suffix) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < MANY; i++) {
      text.append(i).append(suffix);
    }
    return text.toString();
  }

  /** Answers each line with itself, by a stage of this kind. */
  private FramedRecorder answering(Stages stages) {
    FramedRecorder recorder = net.framedRecorder(LINE);
    return recorder.on(
        Event.READ,
        () -> {
          String line = recorder.frames.get(recorder.frames.size() - 1);
          recorder.replyLater(stages.of(line + ";"), recorder::reply);
        });
  }

  /** How an answer is promised. */
  private interface Stages {
    CompletionStage<String> of(String answer);
  }

  @Test
  void thousandsThatAreThereAlreadyComeInOrder() throws IOException {
    FramedRecorder recorder = answering(CompletableFuture::completedFuture);
    net.accept(Family.IPV4, recorder).send(numbers("\n")).awaitReceived(numbers(";"));
  }

  @Test
  void thousandsFromAnotherThreadComeInOrder() throws IOException {
    FramedRecorder recorder = answering(answer -> CompletableFuture.supplyAsync(() -> answer));
    net.accept(Family.IPV4, recorder).send(numbers("\n")).awaitReceived(numbers(";"));
  }

  @Test
  void thousandsLeaveOthersTheirTurn() throws IOException {
    FramedRecorder busy = answering(CompletableFuture::completedFuture);
    Peer many = net.accept(Family.IPV4, busy).send(numbers("\n"));
    net.until(() -> !busy.frames.isEmpty());
    int before = busy.frames.size();
    net.loop().poll(Duration.ZERO);
    int inOnePass = busy.frames.size() - before;
    many.awaitReceived(numbers(";"));

    assertThat(inOnePass).isBetween(1, net.loop().limits().framesPerPass());
  }

  @Test
  void aChainOfThemDoesNotOverflowTheStack() throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    int[] links = {100 * MANY};
    recorder.on(Event.READ, () -> promiseNext(recorder, links));
    net.accept(Family.IPV4, recorder).send("go\nnext\n");
    net.until(() -> recorder.frames.size() == 2);

    assertThat(links[0]).isLessThanOrEqualTo(0);
    assertThat(recorder.journal.errors).isEmpty();
  }

  @Test
  void aChainWithoutEndLeavesOthersTheirTurn() throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    int[] links = {Integer.MAX_VALUE};
    recorder.on(Event.READ, () -> promiseNext(recorder, links));
    Peer peer = net.accept(Family.IPV4, recorder).send("go\n");
    FramedRecorder other = answering(CompletableFuture::completedFuture);
    Peer second = net.accept(Family.IPV4, other).send("x\n").awaitReceived("x;");
    int then = links[0];
    second.send("y\n").awaitReceived("x;y;");

    assertThat(links[0]).as("it goes on meanwhile").isPositive().isLessThan(then);
    recorder.connection().abort();
    peer.awaitGone();
  }

  private static void promiseNext(FramedRecorder recorder, int[] links) {
    if (links[0]-- > 0) {
      recorder.replyLater(
          CompletableFuture.completedFuture("next"), next -> promiseNext(recorder, links));
    }
  }

  @Test
  void tooManyThatNeverComeAreALimit() throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    Peer peer = net.accept(Family.IPV4, recorder);
    for (int i = 0; i < PendingReplies.MAX_WAITING; i++) {
      recorder.replyLater(new CompletableFuture<String>(), recorder::reply);
    }
    net.settle();
    assertThat(recorder.events()).containsExactly("accept");
    recorder.replyLater(new CompletableFuture<String>(), recorder::reply);
    net.until(recorder::isClosed);
    peer.awaitGone();

    assertThat(recorder.events())
        .containsExactly("accept", "error:LimitExceededException", "close:LIMIT");
    assertThat(recorder.journal.errors.get(0)).hasMessageContaining("1024 answers");
  }

  @Test
  void oneThatNeverComesDoesNotKeepAShutdownFromEnding() throws IOException {
    FramedRecorder recorder = answering(answer -> new CompletableFuture<>());
    Peer peer = net.accept(Family.IPV4, recorder).send("a\n");
    net.until(() -> !recorder.frames.isEmpty());
    net.loop().shutdown(Duration.ofMillis(20));
    net.loop().run();
    peer.awaitGone();

    assertThat(recorder.events()).containsExactly("accept", "frame a", "close:LOOP_CLOSED");
  }

  @EveryFamily
  void oneThatIsUnderWayIsSentBeforeAShutdownCloses(Family family) throws IOException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    FramedRecorder recorder = answering(unused -> answer);
    Peer peer = net.accept(family, recorder).send("a\nb\n");
    net.until(() -> !recorder.frames.isEmpty());
    net.loop().shutdown(Duration.ofSeconds(30));
    net.settle();
    assertThat(recorder.connection().state()).isEqualTo(ChannelState.OPEN);
    answer.complete("last");
    peer.awaitReceived("last").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.events()).containsExactly("accept", "frame a", "close:LOCAL");
  }

  @Test
  void oneThatFailsDuringAShutdownIsToldAndThenItCloses() throws IOException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    FramedRecorder recorder = answering(unused -> answer).on(Event.ERROR, () -> {});
    Peer peer = net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> !recorder.frames.isEmpty());
    net.loop().shutdown(Duration.ofSeconds(30));
    net.settle();
    answer.completeExceptionally(new IOException("no"));
    peer.awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.events())
        .containsExactly("accept", "frame a", "error:IOException", "close:LOCAL");
  }

  @Test
  void aStageThatRefusesToTellIsAFailureOfTheEvent() throws IOException {
    FramedRecorder recorder = answering(answer -> new Refusing()).on(Event.ERROR, () -> {});
    net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> recorder.journal.errors.size() == 2);

    assertThat(recorder.frames).containsExactly("a", "b");
  }

  /** A stage of somebody else's making. */
  private static final class Refusing extends CompletableFuture<String> {
    @Override
    public CompletableFuture<String> whenComplete(
        BiConsumer<? super String, ? super Throwable> action) {
      throw new UnsupportedOperationException("no");
    }
  }

  @Test
  void aStageThatTellsTwiceIsHeardOnce() throws IOException {
    List<BiConsumer<? super String, ? super Throwable>> actions = new ArrayList<>();
    CompletableFuture<String> stage =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            actions.add(action);
            return this;
          }
        };
    FramedRecorder recorder = answering(unused -> stage);
    Peer peer = net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> actions.size() == 1);
    actions.get(0).accept("1", null);
    actions.get(0).accept("1", null);
    net.until(() -> actions.size() == 2);
    net.settle();
    peer.awaitReceived("1");

    assertThat(recorder.frames).containsExactly("a", "b");
  }

  @Test
  void isForTheThreadOfTheLoop() throws IOException {
    FramedRecorder recorder = answering(answer -> new CompletableFuture<>());
    net.accept(Family.IPV4, recorder);
    try (LoopThread running = LoopThread.start(net.loop())) {
      assertThat(running.thread().isAlive()).isTrue();
      assertThatThrownBy(
              () -> recorder.replyLater(new CompletableFuture<String>(), recorder::reply))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("replyLater");
      assertThatThrownBy(() -> recorder.offload(() -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("offload");
      assertThatThrownBy(() -> recorder.connection().enter(Family.IPV4))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Connection.enter");
      assertThatThrownBy(() -> net.loop().offloadTo(Runnable::run))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("Loop.offloadTo");
    }
  }

  @Test
  void thatComesWhenTheLoopIsClosedHurtsNobody() throws IOException {
    CompletableFuture<String> answer = new CompletableFuture<>();
    FramedRecorder recorder = answering(unused -> answer);
    net.accept(Family.IPV4, recorder).send("a\n");
    net.until(() -> !recorder.frames.isEmpty());
    net.loop().close();

    assertThat(answer.complete("late")).isTrue();
    assertThat(recorder.events()).containsExactly("accept", "frame a", "close:LOOP_CLOSED");
  }

  @Test
  void keepsWhatAnUnframedHandlerHasToLeaveFromBeingTooMuch() throws IOException {
    net.limits(limits -> limits.maxInput(2));
    Recorder recorder = net.recorder();
    recorder.on(
        Event.READ,
        () -> {
          recorder.read(1);
          CompletableFuture<String> answer = new CompletableFuture<>();
          recorder.replyLater(answer, recorder::reply);
          answer.complete("+");
        });
    net.accept(Family.IPV4, recorder).send("abcdefgh").awaitReceived("++++++++");
    assertThat(recorder.received()).isEqualTo("abcdefgh");
  }

  @Test
  void andTheSameOfOneThatMayHaveFramesAtOtherTimes() throws IOException {
    net.limits(limits -> limits.maxInput(2));
    FramedRecorder recorder = net.framedRecorder(Terminator.unframed()).reads(available -> 1);
    recorder.on(
        Event.READ,
        () -> {
          CompletableFuture<String> answer = new CompletableFuture<>();
          recorder.replyLater(answer, recorder::send);
          answer.complete("+");
        });
    net.accept(Family.IPV4, recorder).send("abcdefgh").awaitReceived("++++++++");
    assertThat(recorder.chunks()).isEqualTo("abcdefgh");
  }
}
