package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class TimerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @RegisterExtension final Net net = new Net();
  private final List<String> order = new ArrayList<>();
  private final RuledTime time = new RuledTime(net);
  private final Loop loop = net.loop();

  private Timer in(long millis, String name) {
    return loop.schedule(Duration.ofMillis(millis), () -> order.add(name));
  }

  @Nested
  class TheTime {
    @Test
    void isThatOfTheTransport() {
      in(100, "late");
      assertThat(time.nextWait()).isEqualTo(Duration.ofMillis(100));
      time.passMillis(99);
      assertThat(order).isEmpty();
      assertThat(time.nextWait()).isEqualTo(Duration.ofMillis(1));
      time.passMillis(1);
      assertThat(order).containsExactly("late");
    }

    @Test
    void isCountedFromTheCallAlsoIfThatComesFromAnotherThread() throws InterruptedException {
      Thread other = new Thread(() -> in(100, "other"));
      other.start();
      other.join();
      time.passMillis(60);
      assertThat(time.nextWait()).isEqualTo(Duration.ofMillis(40));
    }

    @Test
    void mayJumpOverCenturies() {
      in(1, "soon");
      loop.schedule(Limits.UNLIMITED, () -> order.add("never"));
      for (int century = 0; century < 10; century++) {
        time.pass(Duration.ofDays(36_500 / 10));
      }
      in(5, "later");
      time.passMillis(4);
      assertThat(order).containsExactly("soon");
      time.passMillis(1);
      assertThat(order).containsExactly("soon", "later");
    }

    @Test
    void standingStillLetsATimerWithoutDelayRunOncePerPassHoweverOftenItAsks() {
      Timer[] timer = new Timer[1];
      Runnable again =
          () -> {
            order.add("again");
            timer[0].reschedule(Duration.ZERO);
          };
      timer[0] = loop.schedule(Duration.ZERO, again);
      time.pass();
      for (int pass = 1; pass <= 100; pass++) {
        time.pass();
        assertThat(order).hasSize(pass);
      }
    }
  }

  @Nested
  class TheOrder {
    @Test
    void isThatOfTheDeadlinesAndThenThatOfScheduling() {
      in(2, "c");
      in(1, "a");
      in(2, "d");
      in(1, "b");
      time.passMillis(2);
      assertThat(order).containsExactly("a", "b", "c", "d");
    }

    @Test
    void movesARescheduledOneToTheEndOfItsDeadline() {
      Timer moved = in(1, "moved");
      in(1, "stays");
      in(2, "last");
      moved.reschedule(Duration.ofMillis(1));
      time.passMillis(2);
      assertThat(order).containsExactly("stays", "moved", "last");
    }

    @Test
    void followsAResetAndLeavesOutTheCancelled() {
      Timer reset = in(1, "reset");
      Timer cancelled = in(2, "cancelled");
      in(3, "other");
      reset.reschedule(Duration.ofMillis(4));
      cancelled.cancel();
      time.passMillis(10);
      assertThat(order).containsExactly("other", "reset");
    }
  }

  @Nested
  class Cancelling {
    @Test
    void isFinal() {
      Timer timer = in(1, "no");
      time.pass();
      timer.cancel();
      timer.cancel();
      assertRefused(timer);
      time.passMillis(5);
      assertThat(order).isEmpty();
    }

    @Test
    void afterItRanIsHarmlessAndFinalToo() {
      Timer timer = in(1, "once");
      time.passMillis(1);
      timer.cancel();
      timer.cancel();
      assertRefused(timer);
    }

    @Test
    void isNoticedByOtherThreadsAtOnce() throws InterruptedException {
      Timer timer = in(1, "no");
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      // While no pass is made, nobody could have carried the news.
      Thread other =
          new Thread(
              () -> {
                timer.cancel();
                try {
                  timer.reschedule(SECOND);
                } catch (IllegalStateException refused) {
                  thrown.set(refused);
                }
              });
      other.start();
      other.join();
      assertThat(thrown.get()).isInstanceOf(IllegalStateException.class);
      assertRefused(timer);
      time.passMillis(5);
      assertThat(order).isEmpty();
    }

    @Test
    void worksFromInsideItself() {
      Timer[] timer = new Timer[1];
      Runnable task =
          () -> {
            order.add("once");
            timer[0].cancel();
          };
      timer[0] = loop.every(SECOND, task);
      time.pass(SECOND);
      time.pass(SECOND);
      assertThat(order).containsExactly("once");
      assertRefused(timer[0]);
      assertThat(loop.timers().isEmpty()).isTrue();
    }

    @EveryFamily
    void worksFromInsideAnyEvent(Family family) throws IOException {
      Timer timer = loop.schedule(SECOND, () -> order.add("no"));
      Recorder recorder = net.recorder();
      recorder.on(Event.READ, timer::cancel);
      net.accept(family, recorder).send("x");
      net.until(() -> recorder.events().contains("read"));
      time.pass(SECOND);
      assertThat(order).isEmpty();
    }

    private void assertRefused(Timer timer) {
      assertThatIllegalStateException()
          .isThrownBy(() -> timer.reschedule(SECOND))
          .withMessageContaining("cancelled");
    }
  }

  @Nested
  class Rescheduling {
    @Test
    void setsOneAgainThatHasRun() {
      Timer timer = in(1, "x");
      time.passMillis(1);
      timer.reschedule(SECOND);
      time.pass(SECOND);
      assertThat(order).containsExactly("x", "x");
    }

    @Test
    void refusesATimeInThePastAndChangesNothing() {
      Timer timer = in(1, "x");
      assertThatIllegalArgumentException().isThrownBy(() -> timer.reschedule(Duration.ofNanos(-1)));
      time.passMillis(1);
      assertThat(order).containsExactly("x");
    }
  }

  @Nested
  class ItsText {
    @Test
    void tellsTheTimeLeft() {
      Timer timer = in(1500, "x");
      time.pass();
      assertThat(timer).hasToString("Timer[due in PT1.5S]");
      time.advance(Duration.ofMillis(500));
      assertThat(timer).hasToString("Timer[due in PT1S]");
      time.advance(SECOND);
      assertThat(timer).hasToString("Timer[due]");
      time.pass();
      assertThat(timer).hasToString("Timer[not waiting]");
      timer.cancel();
      assertThat(timer).hasToString("Timer[cancelled]");
    }

    @Test
    void tellsThePeriodAndTheEnd() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      Timer period = recorder.connection().every(SECOND, () -> {});
      Timer silence = recorder.connection().onIdle(SECOND, () -> {});
      time.pass();
      assertThat(period).hasToString("Timer[every PT1S, due in PT1S]");
      assertThat(silence).hasToString("Timer[after silence of PT1S, due in PT1S]");
      recorder.connection().abort();
      assertThat(period.toString()).contains("every PT1S, ended with Connection[CLOSED");
    }
  }

  @Nested
  class OfAChannel {
    @Test
    void diesWithIt() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      recorder.every(SECOND, () -> order.add("period"));
      recorder.onIdle(SECOND, () -> order.add("silence"));
      Timer once = recorder.connection().schedule(SECOND, () -> order.add("once"));
      AcceptRecorder acceptor = new AcceptRecorder(from -> null);
      Listener listener = net.listen(Family.IPV4, acceptor);
      acceptor.every(SECOND, () -> order.add("listener"));
      time.pass();
      assertThat(loop.timers().size()).isEqualTo(4);
      listener.close();
      recorder.connection().abort();
      assertThat(loop.timers().isEmpty()).isTrue();
      // Ignored, since whoever says so may not know yet.
      once.reschedule(Duration.ZERO);
      time.pass(SECOND);
      assertThat(order).isEmpty();
    }

    @Test
    void thatIsSetInTheCloseEventOrLaterNeverRuns() throws IOException {
      Recorder recorder = net.recorder();
      Runnable set =
          () -> {
            recorder.every(Duration.ZERO, () -> order.add("period"));
            recorder.onIdle(SECOND, () -> order.add("silence"));
            recorder.connection().schedule(Duration.ZERO, () -> order.add("once"));
          };
      recorder.on(Event.CLOSE, set::run);
      net.accept(Family.IPV4, recorder);
      recorder.connection().abort();
      net.settle();
      assertThat(recorder.isClosed()).isTrue();
      assertThatNoException().isThrownBy(set::run);
      time.pass(SECOND);
      assertThat(order).isEmpty();
      assertThat(loop.timers().isEmpty()).isTrue();
    }

    @Test
    void needsAChannelAndItsThread() throws IOException {
      Recorder early = new Recorder();
      assertThatIllegalStateException().isThrownBy(() -> early.every(SECOND, () -> {}));
      assertThatIllegalStateException().isThrownBy(() -> early.onIdle(SECOND, () -> {}));
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      try (LoopThread thread = LoopThread.start(loop)) {
        assertThat(thread.thread().isAlive()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> recorder.every(SECOND, () -> {}));
        assertThatIllegalStateException().isThrownBy(() -> recorder.onIdle(SECOND, () -> {}));
      }
      loop.closeAll();
    }

    @Test
    void isOneOfVeryManyAndCancelledForLittle() throws IOException {
      Recorder recorder = net.recorder();
      net.accept(Family.IPV4, recorder);
      AtomicInteger ran = new AtomicInteger();
      List<Timer> timers = new ArrayList<>();
      for (int i = 0; i < 100_000; i++) {
        timers.add(recorder.connection().schedule(SECOND, ran::incrementAndGet));
      }
      while (loop.timers().size() < timers.size()) {
        time.pass();
      }
      timers.forEach(Timer::cancel);
      while (!loop.timers().isEmpty()) {
        time.pass();
      }
      assertThat(loop.timers().capacity()).isLessThanOrEqualTo(64);
      time.pass(SECOND);
      assertThat(ran).hasValue(0);
    }
  }
}
