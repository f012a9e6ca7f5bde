package dev.pollen.testkit.contract;

import dev.pollen.Connection;
import dev.pollen.Event;
import dev.pollen.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The timers that subjects set: none runs early or late, or when its connection is closed. */
final class Alarms {
  private final Contract contract;
  private final List<Alarm> waiting = new ArrayList<>();

  /** A timer that runs once. */
  private final class Alarm {
    private final Life life;
    private final Duration due;

    /** What is set while nobody runs the loop is handed over to it, and may come a pass later. */
    private final boolean isInOrder;

    private @Nullable Timer timer;
    private boolean cancelled;

    Alarm(Life life, Duration due) {
      this.life = life;
      this.due = due;
      this.isInOrder = life.isInEvent();
    }

    void ring() {
      contract.require(!cancelled, () -> life + ": a timer runs that was cancelled");
      contract.require(
          now().compareTo(due) >= 0, () -> life + ": a timer for " + due + " runs at " + now());
      contract.require(
          waiting.stream().noneMatch(this::shouldPrecede),
          () -> life + ": a timer for " + due + " runs before one that is due earlier");
      waiting.remove(this);
    }

    /** Whether another one of the same loop had to run first. */
    private boolean shouldPrecede(Alarm other) {
      return other.isInOrder
          && other.life.isOpen()
          && life.isSameLoop(other.life)
          && other.due.compareTo(due) < 0;
    }

    void cancel() {
      if (timer != null) {
        cancelled = true;
        timer.cancel();
      }
    }

    boolean isLate() {
      return life.isOpen() && due.compareTo(now()) <= 0;
    }
  }

  Alarms(Contract contract) {
    this.contract = contract;
  }

  private Duration now() {
    return contract.network().elapsed();
  }

  /** Has something done after a delay, unless the connection is closed by then. */
  void set(Life life, Connection connection, Duration delay, Life.Body body) {
    Alarm alarm = new Alarm(life, now().plus(delay));
    waiting.add(alarm);
    alarm.timer =
        connection.schedule(
            delay,
            () -> {
              alarm.ring();
              life.during(connection, Event.TIMER, body);
            });
  }

  /** Cancels one that waits, whosever it is. */
  void cancel(int index) {
    waiting.remove(index).cancel();
  }

  int count() {
    return waiting.size();
  }

  /** For when everybody had time to do what was due. */
  void checkNothingIsLate() {
    for (Alarm alarm : waiting) {
      contract.require(!alarm.isLate(), () -> alarm.life + ": no timer ran at " + alarm.due);
    }
    waiting.removeIf(alarm -> alarm.life.hasEnded());
  }
}
