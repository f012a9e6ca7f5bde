package dev.pollen;

import dev.pollen.transport.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The time of a loop over real sockets: it stands still unless the test says otherwise. It starts
 * one second before the clock overflows, so that every test of time is also one of that.
 */
final class RuledTime {
  private static final long SHORT_WAIT_NANOS = 1_000_000;

  private final Net net;
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());
  private volatile boolean passesInWaits;

  /** How long the loop wanted to wait, wait for wait; negative for ever. */
  final List<Long> waits = new ArrayList<>();

  /** How often the clock was read. */
  final AtomicInteger reads = new AtomicInteger();

  /** Before the loop of the test is used. */
  RuledTime(Net net) {
    this.net = net;
    net.wrap(Clocked::new);
  }

  private final class Clocked extends DelegatingTransport {
    Clocked(Transport transport) {
      super(transport);
    }

    @Override
    public long nanoTime() {
      reads.incrementAndGet();
      return now.get();
    }

    @Override
    public int await(long timeoutNanos) throws IOException {
      waits.add(timeoutNanos);
      if (timeoutNanos == 0) {
        return super.await(0);
      }
      if (!passesInWaits || timeoutNanos < 0) {
        return super.await(SHORT_WAIT_NANOS);
      }
      int ready = super.await(0);
      if (ready == 0) {
        now.addAndGet(timeoutNanos);
      }
      return ready;
    }
  }

  /** From now on, a wait in which nothing happens takes its time. */
  void passesInWaits() {
    passesInWaits = true;
  }

  void advance(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Lets the loop make one pass, in which it hears what it was told meanwhile. */
  void pass() {
    net.loop().poll(Duration.ZERO);
  }

  /** Lets the loop make one pass, then some time pass, and the loop make another pass. */
  void pass(Duration time) {
    pass();
    advance(time);
    pass();
  }

  void passMillis(long millis) {
    pass(Duration.ofMillis(millis));
  }

  /** How long the loop would wait now if nothing happened. */
  Duration nextWait() {
    pass();
    net.loop().poll(Duration.ofDays(1000));
    return Duration.ofNanos(waits.get(waits.size() - 1));
  }
}
