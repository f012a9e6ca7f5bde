package dev.pollen;

import dev.pollen.flight.RunningCallback;
import dev.pollen.transport.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

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
  private final LoopRecords records;

  /** Connections whose dispatchers are asked before every wait. */
  private final ArrayList<ConnectionDriver> polled = new ArrayList<>();

  private boolean hasClosedSinceWait;
  private boolean hasClosedListener;

  /** Whether the wait of this pass was to end for a socket, a timer or a task only. */
  private boolean waitsForEvents;

  Pass(
      Transport transport,
      Limits limits,
      RunState state,
      Agenda agenda,
      TimerQueue timers,
      TaskQueue tasks,
      LoopRecords records) {
    this.transport = transport;
    this.limits = limits;
    this.state = state;
    this.agenda = agenda;
    this.timers = timers;
    this.tasks = tasks;
    this.records = records;
  }

  void opened(Channel channel) {
    if (channel instanceof Connection connection && connection.driver().isPolled()) {
      polled.add(connection.driver());
    }
  }

  void closed(Channel channel) {
    hasClosedSinceWait = true;
    hasClosedListener |= channel instanceof Listener;
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
    boolean wokenForTurns = agenda.hasWork();
    agenda.runDeferredTurns();
    boolean ranTimers = runTimers();
    boolean ranTasks = runTasks();
    settleAll();
    LoopCounters counters = records.counters();
    counters.passes++;
    counters.ready += ready;
    boolean isIdle = ready == 0 && !wokenForTurns && !ranTimers && !ranTasks;
    if (isIdle && waitsForEvents && !state.isStopRequested()) {
      counters.idleWakeups++;
    }
    records.failures().tellSuppressedInTime();
    return ready;
  }

  /** The end of a pass, and the beginning of the next for what was done in between. */
  void settleAll() {
    agenda.settleChannels();
    if (hasClosedListener) {
      // Whoever hears that a listener is closed may want its address.
      hasClosedListener = false;
      releaseClosed();
    }
    agenda.tellCloses();
    agenda.settleChannels();
  }

  private int await(long waitNanos) {
    long wait = waitNanos;
    waitsForEvents = wait < 0;
    if (agenda.hasWork() || state.isStopRequested() || state.hasFatal()) {
      wait = 0;
      waitsForEvents = false;
    } else if (!timers.isEmpty()) {
      long untilTimer = Math.max(0, timers.nextDeadlineNanos() - System.nanoTime());
      wait = wait < 0 ? untilTimer : Math.min(wait, untilTimer);
    }
    if (records.failures().hasSuppressed()) {
      long untilTelling = records.failures().nanosUntilTelling();
      wait = wait < 0 ? untilTelling : Math.min(wait, untilTelling);
      waitsForEvents = false;
    }
    hasClosedSinceWait = false;
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

  /** Says whether there was one. */
  private boolean runTimers() {
    if (timers.isEmpty()) {
      return false;
    }
    long now = System.nanoTime();
    for (int i = 0; i < limits.tasksPerPass(); i++) {
      Timer due = timers.poll(now);
      if (due == null) {
        return i > 0;
      }
      runGuarded(due::run, due.task(), due.owner);
    }
    return true;
  }

  /** Says whether there was one. */
  private boolean runTasks() {
    for (int i = 0; i < limits.tasksPerPass(); i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return i > 0;
      }
      runGuarded(task, task, null);
    }
    return true;
  }

  /** Runs what the user has given, perhaps by something of our own. */
  private void runGuarded(Runnable runnable, Runnable given, @Nullable Channel owner) {
    RunningCallback call = records.flight().begin();
    try {
      runnable.run();
    } catch (Throwable cause) {
      state.noteFatal(cause);
      records.failures().taskFailed(owner, given, cause);
    }
    if (call != null && call.endsSlow()) {
      call.record(owner == null ? "" : owner.toString(), FailureLog.taskName(given));
    }
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
