package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Answers that are not there when the event method returns. */
@Timeout(60)
final class LaterReplyTest {
  private static final Terminator LINE = Terminator.delimiter("\n");

  @RegisterExtension final Net net = new Net();

  /** What was promised for each line, in their order. */
  private final List<CompletableFuture<@Nullable String>> promised = new ArrayList<>();

  /** Promises an answer for each line. */
  private FramedRecorder promising() {
    FramedRecorder recorder = net.framedRecorder(LINE);
    return recorder.on(Event.READ, () -> promise(recorder));
  }

  private void promise(FramedRecorder recorder) {
    CompletableFuture<@Nullable String> answer = new CompletableFuture<>();
    promised.add(answer);
    recorder.replyLater(answer, recorder::reply);
  }

  /** Keeps a connection open whose event has failed. */
  private static void staysOpen(FramedRecorder recorder) {
    recorder.on(Event.ERROR, () -> {});
  }

  @EveryFamily
  void comesWhenTheStageIsComplete(Family family) throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(family, recorder).send("ask\n");
    net.until(() -> promised.size() == 1);
    net.settle();
    assertThat(peer.hasEnded()).isFalse();
    assertThat(peer.received()).isEmpty();

    promised.get(0).complete("answer\n");
    peer.awaitReceived("answer\n");
  }

  @EveryFamily
  void comesFromAnotherThread(Family family) throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(family, recorder).send("ask\n");
    net.until(() -> promised.size() == 1);
    Thread other = new Thread(() -> promised.get(0).complete("answer\n"));
    other.start();
    peer.awaitReceived("answer\n");
    peer.send("again\n");
    net.until(() -> promised.size() == 2);
  }

  @EveryFamily
  void holdsWhatHasArrivedAndWhatArrives(Family family) throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(family, recorder).send("one\ntwo\nthr");
    net.until(() -> promised.size() == 1);
    peer.send("ee\n");
    net.settle();
    assertThat(recorder.frames).containsExactly("one");
    assertThat(recorder.connection().isReadingPaused()).isFalse();
    assertThat(net.loop().dump()).contains("reading=held");

    promised.get(0).complete("1");
    net.until(() -> promised.size() == 2);
    net.settle();
    assertThat(recorder.frames).containsExactly("one", "two");

    promised.get(1).complete("2");
    net.until(() -> promised.size() == 3);
    promised.get(2).complete("3");
    peer.awaitReceived("123");
    assertThat(recorder.frames).containsExactly("one", "two", "three");
    assertThat(net.loop().dump()).contains("reading=on");
  }

  @Test
  void keepsTheOrderOfThePromises() throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(Family.IPV4, recorder);
    for (int i = 0; i < 4; i++) {
      promise(recorder);
    }
    promised.get(2).complete("2");
    promised.get(1).complete("1");
    net.settle();
    peer.take(100);
    assertThat(peer.received()).isEmpty();
    promised.get(0).complete("0");
    peer.awaitReceived("012");
    peer.send("held\n");
    net.settle();
    assertThat(recorder.frames).isEmpty();
    promised.get(3).complete("3");
    peer.awaitReceived("0123");
    net.until(() -> recorder.frames.size() == 1);
  }

  @Test
  void thatIsThereAlreadyIsSentAtOnce() throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    List<Long> queued = new ArrayList<>();
    recorder.on(
        Event.READ,
        () -> {
          recorder.replyLater(CompletableFuture.completedFuture("yes"), recorder::reply);
          queued.add(recorder.connection().queuedBytes());
        });
    net.accept(Family.IPV4, recorder).send("a\nb\n").awaitReceived("yesyes");

    assertThat(queued).containsExactly(3L, 6L);
  }

  @Test
  void thatIsThereAlreadyWaitsForThoseBefore() throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(Family.IPV4, recorder).send("ask\n");
    net.until(() -> promised.size() == 1);
    net.loop()
        .execute(
            () ->
                recorder.replyLater(CompletableFuture.completedFuture("second"), recorder::reply));
    net.settle();
    peer.take(100);
    assertThat(peer.received()).isEmpty();

    promised.get(0).complete("first ");
    peer.awaitReceived("first second");
  }

  @Test
  void isNotSentInsideTheEventThatBringsIt() throws IOException {
    FramedRecorder waiting = promising();
    Peer peer = net.accept(Family.IPV4, waiting).send("ask\n");
    net.until(() -> promised.size() == 1);
    FramedRecorder bringing = net.framedRecorder(LINE);
    List<Long> queued = new ArrayList<>();
    bringing.on(
        Event.READ,
        () -> {
          promised.get(0).complete("brought");
          queued.add(waiting.connection().queuedBytes());
        });
    net.accept(Family.IPV4, bringing).send("go\n");
    peer.awaitReceived("brought");

    assertThat(queued).containsExactly(0L);
  }

  @Test
  void mayBeNothing() throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(Family.IPV4, recorder).send("one\ntwo\n");
    net.until(() -> promised.size() == 1);
    promised.get(0).complete(null);
    net.until(() -> promised.size() == 2);
    peer.take(100);
    assertThat(peer.received()).isEmpty();

    recorder.on(
        Event.READ, () -> recorder.replyLater((CompletableFuture<String>) null, recorder::reply));
    promised.get(1).complete("2");
    peer.awaitReceived("2").send("three\nfour\n");
    net.until(() -> recorder.frames.size() == 4);
  }

  @Test
  void mayEnterAStateOrClose() throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    CompletableFuture<Reply<?>> answer = new CompletableFuture<>();
    recorder.on(Event.READ, () -> recorder.replyLater(answer, recorder::reply));
    Peer peer = net.accept(Family.IPV4, recorder).send("quit\nnever\n");
    net.until(() -> recorder.frames.size() == 1);
    answer.complete(Reply.of("bye\n").close());
    peer.awaitReceived("bye\n").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.frames).containsExactly("quit");
  }

  @EveryFamily
  void thatFailsIsAFailureOfTheEvent(Family family) throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(family, recorder).send("ask\nnever\n");
    net.until(() -> promised.size() == 1);
    IOException cause = new IOException("no answer");
    promised.get(0).completeExceptionally(new CompletionException(cause));
    peer.awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.journal.errors).containsExactly(cause);
    assertThat(recorder.frames).containsExactly("ask");
    assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.HANDLER_FAILED);
    assertThat(net.log().messages()).hasSize(1);
    assertThat(net.log().messages().get(0))
        .contains("failure=handler method=FramedRecorder.handleFrame", "no answer");
  }

  @Test
  void thatHasFailedAlreadyIsToldAfterTheEvent() throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    staysOpen(recorder);
    IllegalStateException cause = new IllegalStateException("at once");
    recorder.on(
        Event.READ,
        () -> {
          recorder.replyLater(CompletableFuture.<String>failedFuture(cause), recorder::reply);
          assertThat(recorder.journal.errors).hasSizeLessThan(recorder.frames.size());
        });
    net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> recorder.journal.errors.size() == 2);

    assertThat(recorder.events())
        .containsExactly(
            "accept",
            "frame a",
            "error:IllegalStateException",
            "frame b",
            "error:IllegalStateException");
  }

  @Test
  void thatCannotBeSentIsAFailureOfTheEvent() throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE);
    staysOpen(recorder);
    CompletableFuture<String> answer = new CompletableFuture<>();
    recorder.on(
        Event.READ,
        () ->
            recorder.replyLater(
                answer,
                text -> {
                  throw new IllegalArgumentException(text);
                }));
    Peer peer = net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> recorder.frames.size() == 1);
    answer.complete("unspeakable");
    net.until(() -> recorder.journal.errors.size() == 2);

    assertThat(recorder.events())
        .containsExactly(
            "accept",
            "frame a",
            "error:IllegalArgumentException",
            "frame b",
            "error:IllegalArgumentException");
    assertThat(peer.hasEnded()).isFalse();
  }

  @Test
  void isDroppedWhenTheConnectionIsClosingOrClosed() throws IOException {
    List<String> told = new ArrayList<>();
    FramedRecorder recorder = net.framedRecorder(LINE);
    List<CompletableFuture<String>> answers = new ArrayList<>();
    recorder.on(
        Event.READ,
        () -> {
          answers.add(new CompletableFuture<>());
          recorder.replyLater(answers.get(0), told::add);
        });
    Peer peer = net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> answers.size() == 1);
    recorder.connection().close();
    answers.get(0).complete("late");
    recorder.replyLater(CompletableFuture.completedFuture("too late"), told::add);
    net.settle();
    peer.awaitEnd().close();
    net.until(recorder::isClosed);
    recorder.replyLater(CompletableFuture.completedFuture("far too late"), told::add);
    net.settle();

    assertThat(told).isEmpty();
    assertThat(recorder.frames).containsExactly("a");
    assertThat(net.log().messages()).isEmpty();
  }

  @Test
  void isDroppedAfterAnAbortEvenIfItFails() throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(Family.IPV4, recorder).send("a\n");
    net.until(() -> promised.size() == 1);
    recorder.connection().abort();
    net.until(recorder::isClosed);
    promised.get(0).completeExceptionally(new IOException("late"));
    net.settle();
    peer.awaitReset();

    assertThat(recorder.journal.errors).isEmpty();
    assertThat(net.log().messages()).isEmpty();
  }

  @EveryFamily
  void comesBeforeTheEndOfTheStreamIsNoticed(Family family) throws IOException {
    FramedRecorder recorder = promising();
    Peer peer = net.accept(family, recorder).send("a\nb\nc");
    net.until(() -> promised.size() == 1);
    peer.finish();
    net.settle();
    assertThat(recorder.events()).containsExactly("accept", "frame a");
    promised.get(0).complete("1");
    net.until(() -> promised.size() == 2);
    net.settle();
    assertThat(recorder.events()).containsExactly("accept", "frame a", "frame b");
    promised.get(1).complete("2");
    peer.awaitEnd();
    net.until(recorder::isClosed);

    assertThat(peer.received()).isEqualTo("12");
    assertThat(recorder.events())
        .containsExactly("accept", "frame a", "frame b", "truncated c", "eof", "close:PEER");
  }

  @Test
  void holdsBesideAPauseOfTheUser() throws IOException {
    FramedRecorder recorder = promising();
    net.accept(Family.IPV4, recorder).send("a\nb\nc\n");
    net.until(() -> promised.size() == 1);
    recorder.connection().pauseReading();
    recorder.connection().resumeReading();
    net.settle();
    assertThat(recorder.frames).as("still held").containsExactly("a");

    recorder.connection().pauseReading();
    promised.get(0).complete("1");
    net.settle();
    assertThat(recorder.frames).as("still paused").containsExactly("a");

    recorder.connection().resumeReading();
    net.until(() -> recorder.frames.size() == 2);
  }

  @Test
  void presentsAgainWhatAnUnframedHandlerLeftUnread() throws IOException {
    Recorder recorder = net.recorder();
    List<CompletableFuture<String>> answers = new ArrayList<>();
    recorder.on(
        Event.READ,
        () -> {
          recorder.read(1);
          CompletableFuture<String> answer = new CompletableFuture<>();
          answers.add(answer);
          recorder.replyLater(answer, recorder::reply);
        });
    Peer peer = net.accept(Family.IPV4, recorder).send("abc").finish();
    for (int i = 0; i < 3; i++) {
      int asked = i + 1;
      net.until(() -> answers.size() == asked);
      net.settle();
      assertThat(recorder.received()).isEqualTo("abc".substring(0, asked));
      answers.get(i).complete("" + i);
    }
    peer.awaitReceived("012").awaitEnd();
    net.until(recorder::isClosed);
  }

  @Test
  void thatNeverComesLeavesTheDeadlinesOfSilence() throws IOException {
    net.limits(limits -> limits.idleTimeout(Duration.ofMillis(20)));
    FramedRecorder recorder = promising();
    Peer peer = net.accept(Family.IPV4, recorder).send("a\n");
    net.until(() -> promised.size() == 1);
    peer.awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.reason().kind()).isEqualTo(CloseReason.Kind.TIMED_OUT);
  }
}
