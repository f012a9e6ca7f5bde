package dev.pollen.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.CloseReason;
import dev.pollen.Connection;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Loop;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** An hour passes in a moment, and everything that has a time follows the clock of the network. */
final class TimeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final List<String> events = new ArrayList<>();
  private final SimulatedNetwork network = SimulatedNetwork.ideal();

  private final class Silent extends ConnectionDispatcher {
    @Override
    protected void handleRead() {
      discardInput();
    }

    @Override
    protected void handleClose(CloseReason reason) {
      events.add(reason.kind() + " after " + network.elapsed());
    }

    @Override
    protected void handleError(Throwable cause) {
      events.add(cause.getClass().getSimpleName() + " after " + network.elapsed());
    }
  }

  private Runnable told(String what) {
    return () -> events.add(what + " after " + network.elapsed());
  }

  @Test
  void timersOfSeveralLoopsRunInTheirOrderAndOnTime() {
    Loop one = network.loop();
    Loop two = network.openLoop();
    one.schedule(HOUR, told("one"));
    two.schedule(HOUR.minusNanos(1), told("two"));
    one.schedule(HOUR.plusNanos(1), told("three"));
    network.settle();
    assertThat(events).isEmpty();
    network.advance(HOUR.minusNanos(2));
    assertThat(events).isEmpty();
    network.advance(Duration.ofDays(1));
    assertThat(events)
        .containsExactly(
            "two after PT59M59.999999999S", "one after PT1H", "three after PT1H0.000000001S");
  }

  @Test
  void periodsAreKeptThroughADay() {
    network.loop().every(MINUTE, told("tick"));
    network.advance(Duration.ofDays(1));
    assertThat(events).hasSize(24 * 60).startsWith("tick after PT1M").endsWith("tick after PT24H");
  }

  @Test
  void whenTheClockJumpsPeriodsAreLeftOut() {
    long millis = HOUR.plusSeconds(30).toMillis();
    try (SimulatedNetwork jumping =
        SimulatedNetwork.replaying(
            0, List.of(new Step("loop-1", Fault.CLOCK_JUMP.name(), 3, millis)))) {
      List<Duration> ticks = new ArrayList<>();
      jumping.loop().every(MINUTE, () -> ticks.add(jumping.elapsed()));
      jumping.advance(HOUR.multipliedBy(2));
      assertThat(ticks).hasSizeBetween(59, 61).doesNotHaveDuplicates();
      assertThat(jumping.steps()).hasSize(1);
    }
  }

  private Peer servedWith(UnaryOperator<Limits> limits) {
    network.openLoop(limits.apply(Limits.DEFAULT));
    return network.servedBy(new Silent());
  }

  @Test
  void whoNeverSaysAnythingIsSentAway() {
    Peer peer = servedWith(limits -> limits.with(to -> to.firstByteTimeout(MINUTE)));
    peer.advance(MINUTE.minusNanos(1));
    assertThat(peer.hasEnded()).isFalse();
    peer.advance(Duration.ofNanos(1));
    assertThat(peer.hasEnded()).isTrue();
    assertThat(events).last().asString().endsWith("after PT1M");
  }

  @Test
  void whoFallsSilentIsSentAway() {
    Peer peer = servedWith(limits -> limits.with(to -> to.idleTimeout(HOUR)));
    peer.advance(MINUTE).send("hello").advance(HOUR.minusNanos(1));
    assertThat(peer.hasEnded()).isFalse();
    peer.advance(Duration.ofNanos(1));
    assertThat(peer.hasEnded()).isTrue();
    assertThat(events).last().asString().endsWith("after PT1H1M");
  }

  @Test
  void whoIsNotAnsweredGivesUp() {
    try (SimulatedNetwork silent = SimulatedNetwork.of(0, Faults.none().with(Fault.HANG, 1000))) {
      Loop loop = silent.openLoop(Limits.DEFAULT.with(to -> to.connectTimeout(MINUTE)));
      SocketAddress address = silent.listen().address();
      List<String> told = new ArrayList<>();
      loop.connect(
          address,
          new ConnectionDispatcher() {
            @Override
            protected void handleError(Throwable cause) {
              told.add(cause.getClass().getSimpleName() + " after " + silent.elapsed());
            }
          });
      silent.advance(MINUTE.minusNanos(1));
      assertThat(told).isEmpty();
      silent.advance(HOUR);
      assertThat(told).containsExactly("SocketTimeoutException after PT1M");
    }
  }

  @Test
  void aPeerThatTakesNothingIsDroppedInTheEnd() {
    Peer peer = servedWith(limits -> limits.with(to -> to.drainTimeout(MINUTE)));
    peer.pauseReading();
    network.loop().channels().stream()
        .filter(Connection.class::isInstance)
        .map(Connection.class::cast)
        .forEach(
            connection -> {
              connection.send("x".repeat(200_000));
              connection.close();
            });
    network.advance(MINUTE.minusNanos(1));
    assertThat(events).isEmpty();
    network.advance(MINUTE);
    assertThat(events).last().asString().endsWith("after PT1M");
  }

  @Test
  void aLoopThatRunsByItselfDoesNotWaitEither() {
    Loop loop = network.loop();
    loop.schedule(HOUR, told("an hour"));
    loop.schedule(HOUR.multipliedBy(2), loop::stop);
    loop.run();
    // Its passes take a little time, too.
    assertThat(events).singleElement().asString().startsWith("an hour after PT1H");
    assertThat(network.elapsed())
        .isBetween(HOUR.multipliedBy(2), HOUR.multipliedBy(2).plusMillis(1));
  }
}
