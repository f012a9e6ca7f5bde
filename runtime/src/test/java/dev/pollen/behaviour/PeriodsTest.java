package dev.pollen.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.Timer;
import dev.pollen.behaviour.subject.Script;
import dev.pollen.behaviour.subject.Style;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is done again and again, and what is done about silence. */
final class PeriodsTest {
  private static final Duration SOON = Duration.ofMillis(5);

  private final List<String> ran = new ArrayList<>();

  private Runnable noting(String name) {
    return () -> ran.add(name);
  }

  private long count(String name) {
    return ran.stream().filter(name::equals).count();
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void aPeriodIsNotNegative(Testbed bed) {
    Duration past = Duration.ofNanos(-1);

    assertThatIllegalArgumentException().isThrownBy(() -> bed.loop().every(past, noting("no")));
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void oneWithoutAPeriodRunsOnceInEachPass(Testbed bed) {
    Timer timer = bed.loop().every(Duration.ZERO, noting("again"));
    bed.loop().run(Duration.ZERO, 1);
    long first = ran.size();
    bed.loop().run(Duration.ZERO, 100);
    timer.cancel();
    bed.loop().run(Duration.ZERO, 10);

    assertThat(first).isLessThanOrEqualTo(1);
    assertThat(ran.size() - first).isEqualTo(100);
  }

  @Everywhere
  void oneWithoutAPeriodLeavesRoomForTheSockets(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    Timer timer = bed.loop().every(Duration.ZERO, noting("again"));
    peer.send("hello");
    bed.until(() -> script.received().equals("hello"));
    timer.cancel();

    assertThat(script.events()).containsExactly("accept", "read");
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void theShorterThePeriodTheMoreOften(Testbed bed) {
    Timer slow = bed.loop().every(SOON.multipliedBy(4), noting("slow"));
    Timer fast = bed.loop().every(SOON, noting("fast"));
    bed.until(() -> count("slow") == 5);
    slow.cancel();
    fast.cancel();

    // Beats that were missed on a busy machine are left out, so of the fast ones there may be less.
    assertThat(count("fast")).isBetween(count("slow"), 4 * count("slow") + 1);
    assertThat(count("fast")).isGreaterThan(count("slow"));
  }

  @Everywhere(families = Family.IPV4, styles = Style.BY_HAND)
  void oneThatFailsIsReportedAndGoesOn(Testbed bed) {
    bed.reports();
    Timer[] timer = new Timer[1];
    timer[0] =
        bed.loop()
            .every(
                Duration.ZERO,
                () -> {
                  ran.add("beat");
                  if (ran.size() == 3) {
                    timer[0].cancel();
                  }
                  throw new IllegalStateException("beat " + ran.size());
                });
    bed.loop().run();

    assertThat(ran).as("until it was cancelled from inside").hasSize(3);
    assertThat(bed.reports().messages()).isNotEmpty();
  }

  @Everywhere
  void oneOfAConnectionEndsWithItAndItsFailureIsTheConnections(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    Connection connection = script.connection();
    IllegalStateException cause = new IllegalStateException("from a beat");
    connection.every(
        SOON,
        () -> {
          ran.add("beat");
          throw cause;
        });
    bed.until(() -> count("beat") >= 2);
    assertThat(script.errors()).contains(cause);
    peer.close();
    bed.until(script::isClosed);
    int before = ran.size();
    bed.loop().schedule(SOON.multipliedBy(3), noting("after"));
    bed.until(() -> count("after") == 1);

    assertThat(ran).hasSize(before + 1);
    assertThat(bed.reports().messages()).isEmpty();
  }

  @Everywhere
  void silenceIsToldWhenNothingComesOrGoes(Testbed bed) {
    Script script = bed.script();
    Peer peer = bed.accept(script);
    script.connection().onIdle(SOON, noting("silence"));
    bed.until(() -> count("silence") >= 2);
    peer.send("hello");
    bed.until(() -> script.received().equals("hello"));

    assertThat(script.events()).containsExactly("accept", "read");
  }

  @Everywhere
  void aConnectionThatIsSilentForTooLongIsClosed(Testbed bed) {
    bed.limits(limits -> limits.idleTimeout(Duration.ofMillis(30)));
    Script script = bed.script();
    script.on(Event.CLOSE, connection -> ran.add("closed"));
    Peer peer = bed.accept(script);
    peer.awaitGone().close();
    bed.until(script::isClosed);

    assertThat(script.events()).last().isEqualTo("close:TIMED_OUT");
    assertThat(ran).containsExactly("closed");
  }
}
