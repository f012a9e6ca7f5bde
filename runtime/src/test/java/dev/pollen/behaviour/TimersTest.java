package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.pollen.Loop;
import dev.pollen.Timer;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is done later. */
final class TimersTest {
  private static final Duration SOON = Duration.ofMillis(5);

  private final List<String> ran = new ArrayList<>();

  private Runnable noting(String name) {
    return () -> ran.add(name);
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aDelayIsNotNegative(Testbed bed) {
    Duration past = Duration.ofNanos(-1);
    assertThatIllegalArgumentException().isThrownBy(() -> bed.loop().schedule(past, noting("no")));
    Timer timer = bed.loop().schedule(Duration.ZERO, noting("yes"));
    assertThatIllegalArgumentException().isThrownBy(() -> timer.reschedule(past));
    bed.loop().run();

    assertThat(ran).containsExactly("yes");
  }

  /** Between what times a deadline is: how long it takes to set a timer is not known. */
  private record Deadline(long earliest, long latest) {}

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void theyRunInTheOrderOfTheirDeadlines(Testbed bed) {
    List<Deadline> order = new ArrayList<>();
    for (int millis : new int[] {8, 2, 6, 4, 0}) {
      long delay = Duration.ofMillis(millis).toNanos();
      Deadline[] deadline = new Deadline[1];
      long earliest = bed.nanoTime() + delay;
      bed.loop().schedule(Duration.ofNanos(delay), () -> order.add(deadline[0]));
      deadline[0] = new Deadline(earliest, bed.nanoTime() + delay);
    }
    bed.loop().run();

    assertThat(order).hasSize(5);
    for (int i = 1; i < order.size(); i++) {
      for (Deadline before : order.subList(0, i)) {
        assertThat(order.get(i).latest() - before.earliest()).isNotNegative();
      }
    }
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void noneRunsBeforeItsDeadline(Testbed bed) {
    long start = bed.nanoTime();
    bed.loop().schedule(Duration.ofMillis(20), noting("later"));
    bed.loop().run();

    assertThat(ran).containsExactly("later");
    assertThat(bed.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aRescheduledOneRunsAtItsNewDeadlineOnly(Testbed bed) {
    Timer first = bed.loop().schedule(Duration.ofMillis(1), noting("first"));
    bed.loop().schedule(Duration.ofMillis(3), noting("second"));
    first.reschedule(Duration.ofMillis(6));
    bed.loop().run();

    assertThat(ran).containsExactly("second", "first");
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aCancelledOneNeverRunsAndMayBeCancelledAgain(Testbed bed) {
    Timer cancelled = bed.loop().schedule(SOON, noting("cancelled"));
    bed.loop().schedule(SOON.multipliedBy(2), noting("other"));
    cancelled.cancel();
    cancelled.cancel();
    bed.loop().run();
    cancelled.cancel();

    assertThat(ran).containsExactly("other");
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aCancelledOneCannotBeScheduledAgain(Testbed bed) {
    Timer timer = bed.loop().schedule(SOON, noting("timer"));
    timer.cancel();

    assertThatIllegalStateException().isThrownBy(() -> timer.reschedule(SOON));
    bed.loop().run();
    assertThat(ran).isEmpty();
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void oneThatHasRunCanBeScheduledAgain(Testbed bed) {
    Timer timer = bed.loop().schedule(Duration.ZERO, noting("timer"));
    bed.loop().run();
    timer.reschedule(Duration.ZERO);
    bed.loop().run();

    assertThat(ran).containsExactly("timer", "timer");
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void oneThatFailsIsReportedAndTheOthersRun(Testbed bed) {
    IllegalStateException cause = new IllegalStateException("from a timer");
    bed.loop()
        .schedule(
            Duration.ZERO,
            () -> {
              throw cause;
            });
    bed.loop().schedule(SOON, noting("next"));
    bed.reports();
    bed.loop().run();

    assertThat(ran).containsExactly("next");
    assertThat(bed.reports().records())
        .singleElement()
        .satisfies(report -> assertThat(report.getThrown()).isSameAs(cause));
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void thoseThatWaitWhenTheLoopClosesNeverRun(Testbed bed) {
    Loop loop = bed.openLoop();
    Timer timer = loop.schedule(Duration.ZERO, noting("never"));
    loop.close();
    timer.cancel();

    assertThat(ran).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> loop.schedule(SOON, noting("no")));
  }

  @Everywhere
  void thoseOfAConnectionEndWithIt(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().schedule(Duration.ZERO, noting("alive"));
    bed.until(() -> !ran.isEmpty());
    script.connection().schedule(SOON, noting("dead"));
    peer.close();
    bed.until(script::isClosed);
    bed.loop().schedule(SOON.multipliedBy(3), noting("after"));
    bed.until(() -> ran.contains("after"));

    assertThat(ran).containsExactly("alive", "after");
  }

  @Everywhere
  void oneWithoutDelayThatRepeatsItselfLeavesRoomForTheSockets(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    Timer[] again = new Timer[1];
    int[] count = new int[1];
    again[0] =
        bed.loop()
            .schedule(
                Duration.ZERO,
                () -> {
                  count[0]++;
                  again[0].reschedule(Duration.ZERO);
                });
    peer.sendNow("hello");
    bed.until(() -> script.received().equals("hello"));
    int before = count[0];
    bed.loop().run(Duration.ZERO, 100);
    again[0].cancel();

    assertThat(count[0] - before).as("times in a hundred passes").isBetween(100, 100 * 256);
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void oneSaysInWordsWhereItIs(Testbed bed) {
    Timer timer = bed.loop().every(Duration.ofHours(1), noting("never"));
    bed.loop().run(Duration.ZERO, 1);
    assertThat(timer.toString()).contains("PT1H", "due in");
    timer.cancel();

    assertThat(timer.toString()).contains("cancelled");
  }
}
