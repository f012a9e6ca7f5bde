package dev.pollen.testkit.planted.scenario;

import dev.pollen.testkit.SimulatedNetwork;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was seen that must not be. It speaks when everybody has had a turn: what is thrown
 * inside an event would be taken for a failure of the handler. It also sees to it that somebody
 * sleeps at last (I-8).
 */
final class Witness {
  /** Far more than any of the scenarios needs without time passing. */
  private static final int MOST_ROUNDS = 5000;

  private final SimulatedNetwork network;
  private @Nullable AssertionError seen;
  private long roundsNow;
  private long nowNanos;

  private Witness(SimulatedNetwork network) {
    this.network = network;
  }

  static Witness on(SimulatedNetwork network) {
    Witness witness = new Witness(network);
    network.afterEachRound(witness::speak);
    return witness;
  }

  void require(boolean holds, String otherwise) {
    if (!holds && seen == null) {
      seen = new AssertionError(otherwise);
      // Who asks is who fails, so that the simulator can tell failures apart.
      StackTraceElement[] trace = seen.getStackTrace();
      seen.setStackTrace(Arrays.copyOfRange(trace, 1, trace.length));
    }
  }

  private void speak() {
    if (network.elapsed().toNanos() != nowNanos) {
      nowNanos = network.elapsed().toNanos();
      roundsNow = 0;
    }
    roundsNow++;
    require(roundsNow < MOST_ROUNDS, "Somebody is busy without an end");
    tell();
  }

  /** At the end, when no round follows. */
  void tell() {
    if (seen != null) {
      throw seen;
    }
  }
}
