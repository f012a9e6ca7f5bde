package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.pollen.flight.Flight;
import java.lang.management.ManagementFactory;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that nobody records cost nothing, also after somebody did. */
@Timeout(60)
final class FlightCostTest {
  private static final int MANY = 100_000;

  private final Flight flight = Flight.open();
  private final Object untold =
      new Object() {
        @Override
        public String toString() {
          throw new AssertionError("a text was made that nobody wants");
        }
      };
  private final Throwable cause = new IllegalStateException("bad");

  private boolean tellsAnybody() {
    flight.acceptPaused(untold, cause, 10);
    return flight.begin() != null
        || flight.recordsAccepts()
        || flight.recordsCloses()
        || flight.recordsRefusedWrites();
  }

  private void assertThatTellingCostsNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocation");
    assertThat(tellsAnybody()).isFalse();
    long self = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(self);
    boolean told = false;
    for (int i = 0; i < MANY; i++) {
      told |= tellsAnybody();
    }
    long allocated = threads.getThreadAllocatedBytes(self) - before;

    assertThat(told).isFalse();
    assertThat((double) allocated / MANY).as("bytes per call").isLessThan(1);
  }

  @Test
  void withoutARecording() {
    assertThatTellingCostsNothing();
  }

  @Test
  void afterARecording() {
    try (Recording recording = new Recording()) {
      recording.enable("dev.pollen.SlowCallback");
      recording.start();
      assertThat(flight.begin()).isNotNull();
    }
    assertThatTellingCostsNothing();
  }

  @Test
  void inARecordingThatWantsOtherEvents() {
    try (Recording recording = new Recording()) {
      recording.enable("jdk.GarbageCollection");
      recording.disable("dev.pollen.Accept");
      recording.disable("dev.pollen.AcceptPause");
      recording.disable("dev.pollen.Close");
      recording.disable("dev.pollen.RefusedWrite");
      recording.disable("dev.pollen.SlowCallback");
      recording.start();
      assertThatTellingCostsNothing();
    }
  }
}
