package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class PeriodTest {
  private static final Duration PERIOD = Duration.ofMillis(10);

  @RegisterExtension final Net net = new Net();
  private final AtomicInteger ran = new AtomicInteger();
  private final RuledTime time = new RuledTime(net);
  private final Loop loop = net.loop();

  @Test
  void doesNotDriftOverAThousandPeriodsHoweverLateThePassesAre() {
    Random random = new Random(1);
    loop.every(PERIOD, ran::incrementAndGet);
    for (int number = 1; number <= 1000; number++) {
      long late = random.nextInt(9_999_999);
      time.pass(PERIOD.plusNanos(late));
      assertThat(ran).hasValue(number);
      assertThat(time.nextWait()).isEqualTo(PERIOD.minusNanos(late));
      // Back to the beat.
      time.advance(Duration.ofNanos(-late));
    }
  }

  @Test
  void leavesOutWhatItMissedAndKeepsItsBeat() {
    loop.every(PERIOD, ran::incrementAndGet);
    time.pass(Duration.ofMillis(105));
    assertThat(ran).hasValue(1);
    assertThat(time.nextWait()).isEqualTo(Duration.ofMillis(5));
    time.passMillis(5);
    assertThat(ran).hasValue(2);
    assertThat(time.nextWait()).isEqualTo(PERIOD);
    // A deadline that is just now does not count as missed.
    time.passMillis(30);
    assertThat(ran).hasValue(3);
    assertThat(time.nextWait()).isEqualTo(PERIOD);
  }

  @Test
  void ofZeroRunsOnceInEachPass() {
    loop.every(Duration.ZERO, ran::incrementAndGet);
    time.pass();
    for (int pass = 1; pass <= 100; pass++) {
      // Whether or not the clock has moved.
      time.advance(Duration.ofNanos(pass % 2));
      time.pass();
      assertThat(ran).hasValue(pass);
      assertThat(time.waits.get(time.waits.size() - 1)).isZero();
    }
  }

  @EveryFamily
  void ofZeroLetsTheSocketsHaveTheirTurn(Family family) throws IOException {
    loop.every(Duration.ZERO, ran::incrementAndGet);
    Recorder recorder = net.recorder();
    recorder.on(Event.READ, () -> recorder.send(recorder.recv()));
    net.accept(family, recorder).send("hello").awaitReceived("hello");
    assertThat(ran).hasPositiveValue();
  }

  @Test
  void ofZeroIsFairToOthersBeyondTheBoundOfAPass() {
    int[] runs = new int[2 * loop.limits().tasksPerPass() + 1];
    for (int i = 0; i < runs.length; i++) {
      int number = i;
      loop.every(Duration.ZERO, () -> runs[number]++);
    }
    loop.schedule(Duration.ofNanos(1), ran::incrementAndGet);
    for (int pass = 0; pass < 40; pass++) {
      time.advance(Duration.ofNanos(1));
      time.pass();
    }
    assertThat(ran).hasValue(1);
    assertThat(IntStream.of(runs)).allMatch(count -> count >= 9);
  }

  @Test
  void mustNotBeNegative() throws IOException {
    Recorder recorder = net.recorder();
    net.accept(Family.IPV4, recorder);
    Duration bad = Duration.ofNanos(-1);
    assertThatIllegalArgumentException().isThrownBy(() -> loop.every(bad, () -> {}));
    assertThatIllegalArgumentException().isThrownBy(() -> recorder.every(bad, () -> {}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recorder.connection().every(bad, () -> {}));
    assertThat(loop.timers().isEmpty()).isTrue();
  }

  @Test
  void thatIsShorterRunsMoreOftenInProportion() {
    AtomicInteger slow = new AtomicInteger();
    loop.every(Duration.ofMillis(1), ran::incrementAndGet);
    loop.every(Duration.ofMillis(10), slow::incrementAndGet);
    for (int milli = 0; milli < 1000; milli++) {
      time.passMillis(1);
    }
    assertThat(ran).hasValue(1000);
    assertThat(slow).hasValue(100);
  }

  @Test
  void aloneKeepsTheLoopRunningUntilItIsCancelled() {
    time.passesInWaits();
    Timer[] timer = new Timer[1];
    Runnable task =
        () -> {
          if (ran.incrementAndGet() == 1000) {
            timer[0].cancel();
          }
        };
    timer[0] = loop.every(PERIOD, task);
    time.pass();
    time.waits.clear();
    loop.run();
    assertThat(ran).hasValue(1000);
    // One wake-up for each, and none besides.
    assertThat(time.waits).hasSize(1000).containsOnly(PERIOD.toNanos());
  }

  @Test
  void goesOnFromTheNewDeadlineWhenItIsRescheduled() {
    Timer timer = loop.every(PERIOD, ran::incrementAndGet);
    time.passMillis(4);
    timer.reschedule(Duration.ofMillis(3));
    time.passMillis(3);
    assertThat(ran).hasValue(1);
    assertThat(time.nextWait()).isEqualTo(PERIOD);
  }

  @Test
  void mayRescheduleItselfFromInside() {
    Timer[] timer = new Timer[1];
    Runnable task =
        () -> {
          ran.incrementAndGet();
          timer[0].reschedule(Duration.ofMillis(1));
        };
    timer[0] = loop.every(PERIOD, task);
    time.pass(PERIOD);
    assertThat(time.nextWait()).isEqualTo(Duration.ofMillis(1));
    time.passMillis(1);
    assertThat(ran).hasValue(2);
  }

  @Test
  void mayBeStartedOnAnotherThreadAndIsCountedFromThere() throws InterruptedException {
    Thread other = new Thread(() -> loop.every(PERIOD, ran::incrementAndGet));
    other.start();
    other.join();
    time.passMillis(7);
    assertThat(time.nextWait()).isEqualTo(Duration.ofMillis(3));
    time.passMillis(3);
    assertThat(ran).hasValue(1);
  }

  @Test
  void mayBeLongerThanTheClockCanTell() {
    loop.every(Limits.UNLIMITED, ran::incrementAndGet);
    time.pass(Duration.ofDays(36_500));
    assertThat(ran).hasValue(0);
    time.pass(Duration.ofDays(36_500));
    assertThat(ran).hasValue(1);
    time.pass(Duration.ofDays(18_250));
    assertThat(ran).hasValue(1);
  }

  @EveryFamily
  void ofAConnectionAndOfAListenerRuns(Family family) throws IOException {
    AcceptRecorder acceptor = new AcceptRecorder(from -> null);
    net.listen(family, acceptor);
    acceptor.every(PERIOD, ran::incrementAndGet);
    Recorder recorder = net.recorder();
    net.connect(family, recorder);
    recorder.every(PERIOD, ran::incrementAndGet);
    recorder.connection().every(PERIOD, ran::incrementAndGet);
    time.pass(PERIOD);
    time.pass(PERIOD);
    assertThat(ran).hasValue(6);
  }
}
