package dev.pollen.testkit.planted.scenario;

import dev.pollen.Loop;
import dev.pollen.Timer;
import dev.pollen.testkit.SimulatedNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Timers run in their order, when they are due and not before, unless they are cancelled. */
final class Clocks {
  private static final int TURNS = 40;
  private static final int AT_FIRST = 12;

  // Choices of a turn; those between start a timer, too; 0 and those behind let time pass.
  private static final int START = 1;
  private static final int CANCEL = 4;
  private static final int MOVE = 5;
  private static final int PERIODIC = 6;

  private static final Comparator<Waiting> ORDER =
      Comparator.comparing((Waiting w) -> w.due).thenComparing(w -> w.number);

  private final SimulatedNetwork network;
  private final Witness witness;
  private final Loop loop;
  private final List<Waiting> waiting = new ArrayList<>();
  private int orders;

  private Clocks(SimulatedNetwork network) {
    this.network = network;
    this.witness = Witness.on(network);
    this.loop = network.loop();
  }

  static void run(SimulatedNetwork network) {
    Clocks clocks = new Clocks(network);
    clocks.loop.execute(() -> IntStream.range(0, AT_FIRST).forEach(i -> clocks.act(START)));
    for (int i = 0; i < TURNS; i++) {
      clocks.turn();
    }
    network.advance(Duration.ofSeconds(1));
    clocks.witness.require(clocks.waiting.isEmpty(), clocks.waiting.size() + " have not run");
    clocks.witness.tell();
  }

  private void turn() {
    int what = network.choose("turn", 8);
    if (what == 0 || what > PERIODIC) {
      network.advance(delay());
    } else {
      // In the loop: what another thread orders is later than what it orders itself.
      loop.execute(() -> act(what));
      network.settle();
    }
  }

  private void act(int what) {
    if (what == PERIODIC) {
      new Beat();
    } else if (what != CANCEL && what != MOVE) {
      new Waiting().await(delay());
    } else if (!waiting.isEmpty()) {
      Waiting chosen = waiting.get(network.choose("which", waiting.size()));
      if (what == CANCEL) {
        chosen.cancel();
      } else {
        chosen.await(delay());
      }
    }
  }

  /** Some are the same, and some are next to each other. */
  private Duration delay() {
    return Duration.ofMillis(7L * network.choose("millis", 5))
        .plusNanos(300_000L * network.choose("parts", 4));
  }

  /** A timer that runs once. */
  private final class Waiting {
    private @Nullable Timer timer;
    private Duration due = Duration.ZERO;
    private int number;

    void cancel() {
      Objects.requireNonNull(timer).cancel();
      waiting.remove(this);
    }

    void await(Duration delay) {
      due = network.elapsed().plus(delay);
      number = ++orders;
      waiting.remove(this);
      waiting.add(this);
      if (timer == null) {
        timer = loop.schedule(delay, this::runs);
      } else {
        timer.reschedule(delay);
      }
    }

    private void runs() {
      witness.require(waiting.contains(this), "a timer runs that does not wait");
      witness.require(network.elapsed().compareTo(due) >= 0, "a timer runs early");
      boolean isFirst = waiting.stream().noneMatch(other -> ORDER.compare(other, this) < 0);
      witness.require(isFirst, "a timer runs before another that is due before");
      waiting.remove(this);
    }
  }

  /** A timer that runs five times, and never twice at the same time. */
  private final class Beat {
    private static final int MOST = 5;

    private final Timer timer = loop.every(Duration.ofMillis(5), this::runs);
    private Duration last = network.elapsed();
    private int count;

    private void runs() {
      witness.require(network.elapsed().compareTo(last) > 0, "a period is made up for");
      last = network.elapsed();
      if (++count == MOST) {
        timer.cancel();
      }
      witness.require(count <= MOST, "a timer runs that was cancelled");
    }
  }
}
