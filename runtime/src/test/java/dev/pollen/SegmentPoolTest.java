package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class SegmentPoolTest {
  private static final int BURST = 2 * SegmentPool.KEPT;

  @RegisterExtension final Net net = new Net();

  /** Close to where the clock overflows. */
  private long now = Long.MAX_VALUE - 10;

  private final SegmentPool pool = new SegmentPool(new MemoryBudget(Long.MAX_VALUE), () -> now);

  private static void use(SegmentPool pool, int count) {
    List<Segment> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(pool.take());
    }
    taken.forEach(pool::giveBack);
  }

  private void trimAfter(long nanos) {
    now += nanos;
    pool.trimInTime();
  }

  @Test
  void fewAreKeptForGood() {
    use(pool, SegmentPool.KEPT);

    assertThat(pool.hasExcess()).isFalse();
    trimAfter(10 * SegmentPool.TRIM_AFTER_NANOS);
    assertThat(pool.unused()).isEqualTo(SegmentPool.KEPT);
  }

  @Test
  void thereIsAnEndToWhatIsKept() {
    use(pool, SegmentPool.MOST_UNUSED + 1);

    assertThat(pool.unused()).isEqualTo(SegmentPool.MOST_UNUSED);
  }

  @Test
  void whatABurstNeededStaysForAWhile() {
    use(pool, BURST);

    assertThat(pool.unused()).isEqualTo(BURST);
    assertThat(pool.hasExcess()).isTrue();
    assertThat(pool.nanosUntilTrim()).isEqualTo(SegmentPool.TRIM_AFTER_NANOS);
    trimAfter(SegmentPool.TRIM_AFTER_NANOS - 1);
    assertThat(pool.unused()).isEqualTo(BURST);
  }

  @Test
  void whatNobodyNeedsForAWhileIsLetGoOf() {
    use(pool, BURST);
    // While the burst lasted, all but one of the excess were needed.
    trimAfter(SegmentPool.TRIM_AFTER_NANOS);
    assertThat(pool.unused()).isEqualTo(BURST - 1);
    trimAfter(SegmentPool.TRIM_AFTER_NANOS);

    assertThat(pool.unused()).isEqualTo(SegmentPool.KEPT);
    assertThat(pool.hasExcess()).isFalse();
  }

  @Test
  void whatIsNeededAgainStays() {
    use(pool, BURST);
    for (int i = 0; i < 5; i++) {
      use(pool, BURST - 10);
      trimAfter(SegmentPool.TRIM_AFTER_NANOS);
    }

    assertThat(pool.unused()).isBetween(BURST - 10, BURST);
  }

  @Test
  void anIdleLoopWakesForItAndThenSleepsOn() {
    RuledTime time = new RuledTime(net);
    SegmentPool ofLoop = net.loop().pools().segments();
    use(ofLoop, BURST);

    assertThat(time.nextWait()).isEqualTo(Duration.ofNanos(SegmentPool.TRIM_AFTER_NANOS));
    time.pass(Duration.ofNanos(SegmentPool.TRIM_AFTER_NANOS));
    time.pass(Duration.ofNanos(SegmentPool.TRIM_AFTER_NANOS));
    assertThat(ofLoop.unused()).isEqualTo(SegmentPool.KEPT);
    assertThat(time.nextWait()).isEqualTo(Duration.ofDays(1000));
  }

  @Test
  void aLoopWithNothingToDoEndsAllTheSame() {
    use(net.loop().pools().segments(), BURST);

    net.loop().run();
    assertThat(net.loop().pools().segments().unused()).isEqualTo(BURST);
  }
}
