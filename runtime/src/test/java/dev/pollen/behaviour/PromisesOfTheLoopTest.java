package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason.Kind;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Event;
import dev.pollen.Listener;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;

/** What is promised about the loop: when it wakes up, and how much it holds. */
final class PromisesOfTheLoopTest {
  @Nested
  class NoWorkNoWakeUp {
    private static final Duration LONG_ENOUGH = Duration.ofMillis(20);

    @Everywhere
    void ofIdleConnections(Testbed bed) {
      for (int i = 0; i < 20; i++) {
        bed.accept(bed.script());
        bed.connect(bed.script());
      }
      bed.settle();

      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
    }

    @Everywhere
    void ofPausedOnesWithInputOrAnEndWaiting(Testbed bed) {
      Script withInput = bed.script();
      Script ended = bed.script();
      Peer first = bed.accept(withInput);
      Peer second = bed.accept(ended);
      withInput.connection().pauseReading();
      ended.connection().pauseReading();
      bed.settle();
      first.sendNow("hello");
      second.close();
      bed.settle();

      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
    }

    @Everywhere
    void ofOnesThatLeaveTheirInputUnread(Testbed bed) {
      Script script = bed.script();
      script.reading((connection, data) -> {});
      bed.accept(script).send("hello");
      bed.until(() -> script.count("read") > 0);
      bed.settle();

      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
      assertThat(script.count("read")).isEqualTo(1);
    }

    @Everywhere
    void ofOnesThatWaitForTheirPeerToEnd(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      script.connection().close();
      bed.settle();

      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
      peer.awaitEnd().close();
      bed.until(script::isClosed);
    }

    @Everywhere(styles = Style.BY_HAND)
    void ofHalfOpenOnes(Testbed bed) {
      HalfOpen dispatcher = new HalfOpen();
      Listener listener = bed.listen(bed.hostScript((ignored, from) -> dispatcher));
      Peer peer = bed.connectTo(listener);
      peer.finish();
      bed.until(() -> dispatcher.peerHasEnded);
      bed.settle();
      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();

      dispatcher.say("still here");
      peer.awaitReceived("still here");
    }

    @Everywhere
    void ofAFullSocketNobodyReadsFrom(Testbed bed) {
      Script script = bed.script();
      bed.accept(script);
      script.connection().send("x".repeat(12_000_000));
      bed.settle();

      assertThat(script.connection().queuedBytes()).isPositive();
      assertThat(bed.loop().poll(LONG_ENOUGH)).isZero();
    }
  }

  @Nested
  class OtherThreadsDoNotWaitForTheNextTimeout {
    @Everywhere
    void toOpenToSendAndToClose(Testbed bed) {
      PlainServer server = bed.server();
      Script script = bed.script();
      CountDownLatch opened = new CountDownLatch(1);
      CountDownLatch closed = new CountDownLatch(1);
      script.on(Event.CONNECT, connection -> opened.countDown());
      script.on(Event.CLOSE, connection -> closed.countDown());
      bed.loop().schedule(Duration.ofHours(1), () -> {});
      try (LoopThread thread = bed.runOnThread()) {
        thread.awaitSleep();
        bed.loop().execute(() -> bed.connect(server.address(), script));
        LoopThread.await(opened);
        thread.awaitSleep();
        bed.loop().execute(() -> script.connection().send("hello"));
        Peer peer = server.acceptWithoutLoop();
        while (!peer.received().equals("hello")) {
          peer.take();
        }
        thread.awaitSleep();
        bed.loop().execute(() -> script.connection().abort());
        LoopThread.await(closed);
      }

      assertThat(script.events()).containsExactly("connect", "close:ABORTED");
    }
  }

  @Nested
  class MemoryIsBoundedBothWays {
    @Everywhere
    void aPausedConnectionSlowsItsPeerDown(Testbed bed) {
      Script script = bed.script();
      Peer peer = bed.accept(script);
      script.connection().pauseReading();
      bed.settle();
      int blocks = 0;
      while (peer.sendNow("x".repeat(10_000))) {
        blocks++;
        bed.loop().poll(Duration.ZERO);
        assertThat(blocks).as("blocks that the system takes").isLessThan(10_000);
      }
      assertThat(script.receivedCount()).isZero();

      script.connection().resumeReading();
      int all = blocks * 10_000;
      bed.until(() -> script.receivedCount() >= all);
    }

    @Everywhere
    void whatAHandlerLeavesUnreadIsLimited(Testbed bed) {
      bed.limits(limits -> limits.maxInput(5000));
      Script script = bed.script();
      script.reading((connection, data) -> {});
      Peer peer = bed.accept(script);
      peer.sendNow("x".repeat(50_000));
      peer.awaitEnd().close();
      bed.until(script::isClosed);

      assertThat(script.reason().kind()).isEqualTo(Kind.LIMIT);
    }

    @Everywhere
    void whatAPeerDoesNotTakeIsLimited(Testbed bed) {
      bed.limits(limits -> limits.maxOutput(1_000_000));
      Script script = bed.script();
      bed.accept(script);
      long[] most = new long[1];
      bed.until(
          () -> {
            if (!script.isClosed()) {
              script.connection().send("x".repeat(100_000));
              most[0] = Math.max(most[0], script.connection().queuedBytes());
            }
            return script.isClosed();
          });

      assertThat(most[0]).isLessThanOrEqualTo(1_000_000);
      assertThat(script.reason().kind()).isEqualTo(Kind.LIMIT);
    }
  }

  /** Goes on when its peer has ended; there is no annotation for that. */
  private static final class HalfOpen extends ConnectionDispatcher {
    boolean peerHasEnded;

    void say(String text) {
      send(text);
    }

    @Override
    protected void handleEof() {
      peerHasEnded = true;
    }
  }
}
