package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Failures that come faster than anybody can read, by a clock that the test rules. */
@Timeout(60)
final class FailureRateTest {
  private static final long ONE = 1_000_000_000L / FailureLog.PER_SECOND;

  @RegisterExtension final Net net = new Net();

  /** Close to where the clock overflows. */
  private long now = Long.MAX_VALUE - 10;

  /** What the loop does before each wait. */
  private Runnable onAwait = () -> {};

  @BeforeEach
  void ruleTheClock() {
    net.wrap(
        real -> {
          CountingTransport transport = new CountingTransport(real);
          transport.clock = () -> now;
          transport.onAwait = () -> onAwait.run();
          return transport;
        });
  }

  private void failTimes(int count) {
    for (int i = 0; i < count; i++) {
      net.loop()
          .execute(
              () -> {
                throw new IllegalStateException("again");
              });
    }
    for (int i = 0; i < count; i++) {
      net.loop().poll(Duration.ZERO);
    }
  }

  private String lastMessage() {
    return net.log().messages().get(net.log().messages().size() - 1);
  }

  @Test
  void aBurstIsToldInFullAndThenSoManyPerSecond() {
    failTimes(FailureLog.BURST + 5);
    assertThat(net.log().messages())
        .hasSize(FailureLog.BURST)
        .noneMatch(line -> line.contains("suppressed="));

    now += ONE - 1;
    failTimes(1);
    assertThat(net.log().messages()).hasSize(FailureLog.BURST);

    now += 1;
    failTimes(2);
    assertThat(net.log().messages()).hasSize(FailureLog.BURST + 1);
    assertThat(lastMessage()).startsWith("failure=task").endsWith(" suppressed=6");
    assertThat(net.loop().statistics().failures()).isEqualTo(FailureLog.BURST + 8);
    assertThat(net.loop().statistics().suppressedFailures()).isEqualTo(7);
  }

  @Test
  void afterAQuietTimeThereIsRoomForOneBurstAgain() {
    failTimes(FailureLog.BURST);
    now += Duration.ofDays(1).toNanos();
    failTimes(FailureLog.BURST + 1);

    assertThat(net.log().messages()).hasSize(2 * FailureLog.BURST);
  }

  @Test
  void aClockThatGoesBackDoesNotOpenIt() {
    failTimes(FailureLog.BURST);
    now -= Duration.ofDays(1).toNanos();
    failTimes(1);

    assertThat(net.log().messages()).hasSize(FailureLog.BURST);
  }

  @Test
  void whatWasNotToldIsCountedWithinASecond() {
    failTimes(FailureLog.BURST + 3);
    now += FailureLog.TELL_WITHIN_NANOS - 1;
    net.loop().poll(Duration.ZERO);
    assertThat(net.log().messages()).hasSize(FailureLog.BURST);

    now += 1;
    net.loop().poll(Duration.ZERO);
    net.loop().poll(Duration.ZERO);
    assertThat(net.log().messages()).hasSize(FailureLog.BURST + 1);
    assertThat(lastMessage()).isEqualTo("suppressed=3");
  }

  /** Although it has nothing else to do. */
  @Test
  void aLoopThatSleepsWakesUpToTell() throws IOException {
    net.listen(Family.IPV4, net::recorder);
    failTimes(FailureLog.BURST + 3);
    now += FailureLog.TELL_WITHIN_NANOS - 1_000_000;
    onAwait = () -> now += 1_000_000;
    net.loop().run(Duration.ofSeconds(50), 1);

    assertThat(lastMessage()).isEqualTo("suppressed=3");
    assertThat(net.loop().statistics().idleWakeups()).isZero();
  }

  @Test
  void aLoopThatIsClosedTellsAtOnce() {
    failTimes(FailureLog.BURST + 3);
    net.loop().close();

    assertThat(lastMessage()).isEqualTo("suppressed=3");
  }

  @Test
  void everyLoopHasALimitOfItsOwn() throws IOException {
    failTimes(FailureLog.BURST + 1);
    try (Loop other = Loop.open()) {
      other.execute(
          () -> {
            throw new IllegalStateException("another");
          });
      other.poll(Duration.ZERO);
    }
    assertThat(lastMessage()).contains("another").doesNotContain("suppressed");
  }
}
