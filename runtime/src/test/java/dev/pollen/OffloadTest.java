package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that may block, on other threads than the loop's. */
@Timeout(60)
final class OffloadTest {
  private static final Terminator LINE = Terminator.delimiter("\n");

  @RegisterExtension final Net net = new Net();

  /** What was given to the executor of {@link #byHand()}. */
  private final ArrayDeque<Runnable> given = new ArrayDeque<>();

  /** The test says when work runs. */
  private void byHand() {
    net.loop().offloadTo(given::add);
  }

  /** Answers each line by this work. */
  private FramedRecorder offloading(Answer answer) {
    FramedRecorder recorder = net.framedRecorder(LINE);
    return recorder.on(
        Event.READ,
        () -> {
          String line = recorder.frames.get(recorder.frames.size() - 1);
          recorder.offload(() -> answer.to(line), recorder::reply);
        });
  }

  /** A method of a handler that may block. */
  private interface Answer {
    String to(String line) throws Exception;
  }

  @EveryFamily
  void runsOnAnotherThreadAndIsAnswered(Family family) throws IOException {
    CompletableFuture<Thread> ran = new CompletableFuture<>();
    FramedRecorder recorder =
        offloading(
            line -> {
              ran.complete(Thread.currentThread());
              return line + "!";
            });
    net.accept(family, recorder).send("hello\n").awaitReceived("hello!");

    assertThat(ran.join()).isNotSameAs(Thread.currentThread());
    assertThat(ran.join().isDaemon()).isTrue();
  }

  @Test
  void holdsTheInputUntilItIsDone() throws IOException {
    byHand();
    FramedRecorder recorder = offloading(line -> line + ";");
    Peer peer = net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> given.size() == 1);
    net.settle();
    assertThat(recorder.frames).containsExactly("a");
    given.remove().run();
    net.until(() -> given.size() == 1);
    given.remove().run();
    peer.awaitReceived("a;b;");
  }

  @Test
  void runsOneAfterTheOtherOnEachConnection() throws IOException {
    byHand();
    FramedRecorder recorder = offloading(line -> line);
    Peer peer = net.accept(Family.IPV4, recorder);
    List<String> order = new ArrayList<>();
    recorder.offload(() -> "" + order.add("first"), text -> recorder.reply("1"));
    recorder.offload(() -> "" + order.add("second"), text -> recorder.reply("2"));
    recorder.offload(() -> order.add("third"));
    net.settle();
    assertThat(given).as("the second waits for the first").hasSize(1);
    for (int i = 0; i < 3; i++) {
      net.until(() -> given.size() == 1);
      given.remove().run();
    }
    peer.awaitReceived("12");
    net.settle();

    assertThat(order).containsExactly("first", "second", "third");
    assertThat(given).isEmpty();
  }

  @Test
  void seesWhatTheLoopWroteAndTheOtherWayRound() throws IOException {
    int rounds = 2_000;
    int[] unguarded = new int[1];
    FramedRecorder recorder = net.framedRecorder(LINE);
    recorder.on(
        Event.READ,
        () -> {
          unguarded[0]++;
          recorder.offload(() -> "" + ++unguarded[0], text -> recorder.reply(text + ";"));
        });
    StringBuilder expected = new StringBuilder();
    for (int i = 1; i <= rounds; i++) {
      expected.append(2 * i).append(';');
    }
    net.accept(Family.IPV4, recorder).send("\n".repeat(rounds)).awaitReceived(expected.toString());
  }

  @Test
  void thatFailsIsAFailureOfTheEvent() throws IOException {
    IOException cause = new IOException("disk");
    FramedRecorder recorder =
        offloading(
            line -> {
              throw cause;
            });
    net.accept(Family.IPV4, recorder).send("a\nb\n").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.events())
        .containsExactly("accept", "frame a", "error:IOException", "close:HANDLER_FAILED");
    assertThat(recorder.journal.errors).containsExactly(cause);
    assertThat(net.log().messages().get(0)).contains("method=FramedRecorder.handleFrame");
  }

  @Test
  void thatHasNoAnswerMayFailAsWell() throws IOException {
    FramedRecorder recorder = net.framedRecorder(LINE).on(Event.ERROR, () -> {});
    recorder.on(
        Event.READ,
        () ->
            recorder.offload(
                () -> {
                  throw new IOException("disk");
                }));
    net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> recorder.journal.errors.size() == 2);
    assertThat(recorder.frames).containsExactly("a", "b");
  }

  @Test
  void thatIsRejectedIsAFailureOfTheEvent() throws IOException {
    net.loop()
        .offloadTo(
            task -> {
              throw new RejectedExecutionException("full");
            });
    FramedRecorder recorder = offloading(line -> line).on(Event.ERROR, () -> {});
    Peer peer = net.accept(Family.IPV4, recorder).send("a\nb\n");
    net.until(() -> recorder.journal.errors.size() == 2);

    assertThat(recorder.events())
        .containsExactly(
            "accept",
            "frame a",
            "error:RejectedExecutionException",
            "frame b",
            "error:RejectedExecutionException");
    recorder.connection().close();
    peer.awaitEnd().close();
    net.until(recorder::isClosed);
  }

  @Test
  void forWhichThereIsNoThreadDoesNotEndTheLoop() throws IOException {
    net.loop()
        .offloadTo(
            task -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    FramedRecorder recorder = offloading(line -> line).on(Event.ERROR, () -> {});
    net.accept(Family.IPV4, recorder).send("a\n");
    net.until(() -> recorder.journal.errors.size() == 1);

    assertThat(recorder.journal.errors.get(0))
        .isInstanceOf(RejectedExecutionException.class)
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void mayRunOnTheThreadThatAsks() throws IOException {
    net.loop().offloadTo(Runnable::run);
    FramedRecorder recorder = offloading(line -> line + ";");
    net.accept(Family.IPV4, recorder).send("a\nb\nc\n").awaitReceived("a;b;c;");
  }

  @Test
  void leavesTheOtherEventsToTheLoop() throws IOException {
    byHand();
    FramedRecorder recorder = offloading(line -> line);
    Peer peer = net.accept(Family.IPV4, recorder).send("a\n");
    net.until(() -> given.size() == 1);
    recorder.connection().schedule(Duration.ZERO, () -> recorder.reply("meanwhile "));
    peer.awaitReceived("meanwhile ");
    given.remove().run();
    peer.awaitReceived("meanwhile a");
  }

  @EveryFamily
  void hundredsThatBlockDoNotHoldUpTheLoop(Family family) throws IOException {
    CountDownLatch gate = new CountDownLatch(1);
    List<Peer> blocked = new ArrayList<>();
    Listener listener =
        net.listen(
            family,
            () ->
                offloading(
                    line -> {
                      gate.await();
                      return line;
                    }));
    for (int i = 0; i < 100; i++) {
      blocked.add(net.connectTo(listener).send("late\n"));
    }
    Recorder echo = net.recorder();
    echo.on(Event.READ, () -> echo.send(echo.recv()));
    net.accept(family, echo).send("soon").awaitReceived("soon");
    net.settle();
    blocked.forEach(peer -> peer.take(100));
    assertThat(blocked).allMatch(peer -> peer.receivedCount() == 0);
    gate.countDown();
    blocked.forEach(peer -> peer.awaitReceived("late"));
  }

  // ---- the end ----

  /** Work that says that it has begun, and ends when the test says so. */
  private static final class Blocking implements Answer {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    final AtomicBoolean ended = new AtomicBoolean();

    @Override
    public String to(String line) throws Exception {
      begun.countDown();
      gate.await();
      ended.set(true);
      if (line.equals("fail")) {
        throw new IOException("disk");
      }
      return line;
    }
  }

  private Peer beginning(Family family, FramedRecorder recorder, Blocking work, String line)
      throws IOException {
    Peer peer = net.accept(family, recorder).send(line + "\n");
    net.until(() -> work.begun.getCount() == 0);
    return peer;
  }

  @EveryFamily
  void isOverBeforeTheCloseEvent(Family family) throws IOException {
    Blocking work = new Blocking();
    FramedRecorder recorder = offloading(work);
    Peer peer = beginning(family, recorder, work, "a");
    recorder.on(Event.CLOSE, () -> assertThat(work.ended).isTrue());
    recorder.connection().abort();
    peer.awaitGone();
    net.settle();
    assertThat(recorder.connection().state()).isEqualTo(ChannelState.CLOSED);
    assertThat(recorder.events()).containsExactly("accept", "frame a");

    work.gate.countDown();
    net.until(recorder::isClosed);
    assertThat(recorder.events()).containsExactly("accept", "frame a", "close:ABORTED");
    assertThat(net.loop().channels()).isEmpty();
  }

  @EveryFamily
  void isOverBeforeTheCloseEventOfAGracefulEnd(Family family) throws IOException {
    Blocking work = new Blocking();
    FramedRecorder recorder = offloading(work);
    Peer peer = beginning(family, recorder, work, "a");
    recorder.connection().close();
    peer.awaitEnd().close();
    net.until(() -> recorder.connection().state() == ChannelState.CLOSED);
    net.settle();
    assertThat(recorder.isClosed()).isFalse();

    work.gate.countDown();
    net.until(recorder::isClosed);
    assertThat(peer.received()).isEmpty();
  }

  @Test
  void thatFailsAfterTheEndIsLoggedBeforeTheCloseEvent() throws IOException {
    Blocking work = new Blocking();
    FramedRecorder recorder = offloading(work);
    beginning(Family.IPV4, recorder, work, "fail");
    recorder.connection().abort();
    net.settle();
    work.gate.countDown();
    net.until(recorder::isClosed);

    assertThat(recorder.events()).containsExactly("accept", "frame fail", "close:ABORTED");
    assertThat(net.log().messages()).hasSize(1);
    assertThat(net.log().messages().get(0)).contains("method=FramedRecorder.handleFrame", "disk");
  }

  @Test
  void thatHasNotBegunNeverDoesAfterTheEnd() throws IOException {
    byHand();
    List<String> ran = new ArrayList<>();
    FramedRecorder recorder = offloading(line -> "" + ran.add(line));
    net.accept(Family.IPV4, recorder).send("a\n");
    net.until(() -> given.size() == 1);
    recorder.offload(() -> ran.add("second"));
    recorder.connection().abort();
    net.until(recorder::isClosed);
    given.remove().run();
    recorder.offload(() -> ran.add("third"));
    net.settle();

    assertThat(ran).isEmpty();
    assertThat(given).isEmpty();
  }

  @Test
  void isNotWaitedForWhenTheLoopClosesAllItsChannels() throws IOException {
    Blocking work = new Blocking();
    FramedRecorder recorder = offloading(work);
    beginning(Family.IPV4, recorder, work, "a");
    net.loop().closeAll();
    assertThat(recorder.events()).containsExactly("accept", "frame a", "close:LOOP_CLOSED");

    work.gate.countDown();
    net.until(work.ended::get);
    net.settle();
  }

  @Test
  void isNotWaitedForAnyMoreWhenTheLoopClosesAllItsChannels() throws IOException {
    Blocking work = new Blocking();
    FramedRecorder recorder = offloading(work);
    beginning(Family.IPV4, recorder, work, "a");
    recorder.connection().abort();
    net.settle();
    assertThat(recorder.isClosed()).isFalse();
    net.loop().close();
    assertThat(recorder.events()).containsExactly("accept", "frame a", "close:ABORTED");

    work.gate.countDown();
  }

  @EveryFamily
  void isWaitedForByAShutdown(Family family) throws IOException {
    Blocking work = new Blocking();
    FramedRecorder recorder = offloading(work);
    Peer peer = beginning(family, recorder, work, "last");
    net.loop().shutdown(Duration.ofSeconds(30));
    net.settle();
    assertThat(recorder.isClosed()).isFalse();
    work.gate.countDown();
    peer.awaitReceived("last").awaitEnd().close();
    net.until(recorder::isClosed);

    assertThat(recorder.events()).containsExactly("accept", "frame last", "close:LOCAL");
  }

  @Test
  void isWaitedForByAShutdownThatClosesAtOnce() throws IOException {
    Blocking work = new Blocking();
    FramedRecorder recorder = offloading(work);
    Peer peer = beginning(Family.IPV4, recorder, work, "a");
    recorder.connection().close();
    peer.awaitEnd().close();
    net.loop().shutdown(Duration.ofSeconds(30));
    net.settle();
    assertThat(recorder.isClosed()).isFalse();
    work.gate.countDown();
    net.loop().run();

    assertThat(recorder.isClosed()).isTrue();
  }

  @Test
  void isWaitedForByAShutdownOnlyUntilItsDeadline() throws IOException {
    Blocking work = new Blocking();
    FramedRecorder recorder = offloading(work);
    beginning(Family.IPV4, recorder, work, "a");
    net.loop().shutdown(Duration.ofMillis(20));
    net.loop().run();
    assertThat(recorder.events()).containsExactly("accept", "frame a", "close:LOOP_CLOSED");

    work.gate.countDown();
  }
}
