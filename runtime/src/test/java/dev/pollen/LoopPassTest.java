package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
final class LoopPassTest {
  @RegisterExtension final Net net = new Net();

  @Nested
  class ACountedRun {
    @Test
    void makesSoManyPassesAlsoIfNothingHappens() throws IOException {
      AtomicInteger awaits = countAwaits();
      net.listen(Family.IPV4, net::recorder);
      net.loop().run(Duration.ofMillis(1), 7);

      assertThat(awaits).hasValue(7);
    }

    @Test
    void ofZeroPassesDoesNothing() throws IOException {
      AtomicInteger awaits = countAwaits();
      net.listen(Family.IPV4, net::recorder);
      AtomicInteger ran = new AtomicInteger();
      net.loop().execute(ran::incrementAndGet);
      net.loop().run(Duration.ofSeconds(10), 0);

      assertThat(awaits).hasValue(0);
      assertThat(ran).hasValue(0);
    }

    @Test
    void endsEarlyWhenNothingIsLeft() {
      net.loop().execute(() -> {});
      net.loop().run(Duration.ofSeconds(10), Integer.MAX_VALUE);
    }

    @Test
    void refusesNegativeArguments() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.loop().run(Duration.ZERO, -1))
          .withMessageContaining("-1");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> net.loop().run(Duration.ofNanos(-1), 1));
      assertThatIllegalArgumentException().isThrownBy(() -> net.loop().poll(Duration.ofNanos(-1)));
    }

    private AtomicInteger countAwaits() {
      AtomicInteger awaits = new AtomicInteger();
      net.wrap(
          transport -> {
            CountingTransport counting = new CountingTransport(transport);
            counting.onAwait = awaits::incrementAndGet;
            return counting;
          });
      return awaits;
    }
  }

  @Nested
  class APoll {
    @Test
    void doesNotWaitWithoutATimeout() throws IOException {
      net.listen(Family.IPV4, net::recorder);
      for (int i = 0; i < 1000; i++) {
        assertThat(net.loop().poll(Duration.ZERO)).isZero();
      }
    }

    @Test
    void tellsHowManySocketsWereReady() throws IOException {
      Listener one = net.listen(Family.IPV4, net::recorder);
      Listener two = net.listen(Family.IPV4, net::recorder);
      net.connectTo(one);
      net.connectTo(two);

      assertThat(net.loop().poll(Duration.ofSeconds(5))).isEqualTo(2);
    }

    @Test
    void waitsNoLongerThanToTheNextTimer() {
      AtomicInteger ran = new AtomicInteger();
      net.loop().schedule(Duration.ofMillis(10), ran::incrementAndGet);
      long start = System.nanoTime();
      while (ran.get() == 0) {
        net.loop().poll(Duration.ofHours(1));
      }

      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(20);
    }

    @Test
    void acceptsAnyTimeout() throws IOException {
      Listener listener = net.listen(Family.IPV4, net::recorder);
      net.connectTo(listener);

      assertThat(net.loop().poll(Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo(1);
    }
  }

  @Test
  void aFailureToWaitIsTold() {
    net.wrap(
        transport -> {
          CountingTransport failing = new CountingTransport(transport);
          failing.onAwait =
              () -> {
                throw new UncheckedIOException(new IOException("no poller"));
              };
          return failing;
        });
    net.loop().execute(() -> {});
    assertThatThrownBy(() -> net.loop().run()).hasRootCauseMessage("no poller");
  }
}
