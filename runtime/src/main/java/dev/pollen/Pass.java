package dev.pollen;

import dev.pollen.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/**
 * One pass of the loop: ask, wait, handle what is ready, run timers and tasks, send what was
 * queued, tell what was closed. The order is the loop's contract; every step is bounded.
 */
final class Pass {
  private final Transport transport;
  private final Limits limits;
  private final RunState state;
  private final Agenda agenda;
  private final TimerQueue timers;
  private final TaskQueue tasks;

  /** Connections whose dispatchers are asked before every wait. */
  private final ArrayList<ConnectionDriver> polled = new ArrayList<>();

  private boolean hasClosedSinceWait;
  private boolean hasFreedAddress;

  /** When traffic of this pass is taken to have passed, if somebody has asked. */
  private long trafficNanos;

  private boolean isTrafficTimed;

  Pass(
      Transport transport,
      Limits limits,
      RunState state,
      Agenda agenda,
      TimerQueue timers,
      TaskQueue tasks) {
    this.transport = transport;
    this.limits = limits;
    this.state = state;
    this.agenda = agenda;
    this.timers = timers;
    this.tasks = tasks;
  }

  void opened(Channel channel) {
    if (channel instanceof Connection connection && connection.driver().isPolled()) {
      polled.add(connection.driver());
    }
  }

  void closed(Channel channel) {
    hasClosedSinceWait = true;
    hasFreedAddress |= channel instanceof Listener || channel instanceof Datagrams;
    agenda.tellClosed(channel);
    if (channel instanceof Connection connection && connection.driver().isPolled()) {
      polled.remove(connection.driver());
    }
  }

  /** Waits at most so long, or without limit if negative; says how many sockets were ready. */
  int run(long waitNanos) {
    settleAll();
    // Backwards: those that are closed meanwhile leave the list.
    for (int i = polled.size() - 1; i >= 0; i = Math.min(i, polled.size()) - 1) {
      polled.get(i).askInterest();
    }
    settleAll();
    int ready = await(waitNanos);
    agenda.runDeferredTurns();
    runTimers();
    runTasks();
    settleAll();
    return ready;
  }

  /** The end of a pass, and the beginning of the next for what was done in between. */
  void settleAll() {
    agenda.settleChannels();
    if (hasFreedAddress) {
      // Whoever hears that a listener is closed may want its address; so with datagrams.
      hasFreedAddress = false;
      releaseClosed();
    }
    agenda.tellCloses();
    agenda.settleChannels();
  }

  private int await(long waitNanos) {
    long wait = waitNanos;
    if (agenda.hasWork() || state.isStopRequested() || state.hasFatal()) {
      wait = 0;
    } else if (!timers.isEmpty()) {
      long untilTimer = Math.max(0, timers.nextDeadlineNanos() - transport.nanoTime());
      wait = wait < 0 ? untilTimer : Math.min(wait, untilTimer);
    }
    hasClosedSinceWait = false;
    isTrafficTimed = false;
    try {
      if (wait == 0 || !tasks.enterSleep()) {
        return transport.await(0);
      }
      try {
        // A stop that came before the sleep was announced has woken nobody.
        return transport.await(state.isStopRequested() ? 0 : wait);
      } finally {
        tasks.leaveSleep();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The loop cannot wait for its sockets", e);
    }
  }

  private void runTimers() {
    if (timers.isEmpty()) {
      return;
    }
    long now = transport.nanoTime();
    trafficNanos = now;
    isTrafficTimed = true;
    long end = timers.nextSequence();
    for (int i = 0; i < limits.tasksPerPass(); i++) {
      Timer due = timers.poll(now, end);
      if (due == null) {
        return;
      }
      runGuarded(() -> runTimer(due, now));
    }
  }

  private void runTimer(Timer due, long now) {
    try {
      due.run(now);
    } catch (Throwable cause) {
      if (due.owner != null) {
        due.owner.tellFailure(Event.TIMER, cause);
      } else {
        taskFailed(cause);
      }
    }
  }

  long trafficNanos() {
    if (!isTrafficTimed) {
      isTrafficTimed = true;
      trafficNanos = transport.nanoTime();
    }
    return trafficNanos;
  }

  /** Time passes while nobody runs the loop. */
  void forgetTime() {
    isTrafficTimed = false;
  }

  private void runTasks() {
    for (int i = 0; i < limits.tasksPerPass(); i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      runGuarded(task);
    }
  }

  private void runGuarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable cause) {
      taskFailed(cause);
    }
  }

  private void taskFailed(Throwable cause) {
    state.noteFatal(cause);
    FailureLog.taskFailed(cause);
  }

  /** Every wait releases what was closed before, but perhaps none follows soon. */
  void releaseClosed() {
    if (!hasClosedSinceWait) {
      return;
    }
    hasClosedSinceWait = false;
    try {
      transport.releaseClosed();
    } catch (IOException e) {
      throw new UncheckedIOException("The loop cannot release its sockets", e);
    }
  }
}
