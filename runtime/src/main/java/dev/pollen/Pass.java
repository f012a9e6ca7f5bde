package dev.pollen;

import dev.pollen.flight.RunningCallback;
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
  private final ChannelRegistry channels;
  private final Agenda agenda;
  private final TimerQueue timers;
  private final TaskQueue tasks;
  private final LoopRecords records;
  private final SegmentPool segments;

  /** Connections whose dispatchers are asked before every wait. */
  private final ArrayList<ConnectionDriver> polled = new ArrayList<>();

  private boolean hasClosedSinceWait;
  private boolean hasFreedAddress;

  /** When traffic of this pass is taken to have passed, if somebody has asked. */
  private long trafficNanos;

  private boolean isTrafficTimed;

  /** Whether the wait of this pass was to end for a socket, a timer or a task only. */
  private boolean waitsForEvents;

  Pass(
      Transport transport,
      Limits limits,
      RunState state,
      ChannelRegistry channels,
      Agenda agenda,
      TimerQueue timers,
      TaskQueue tasks,
      LoopRecords records,
      Pools pools) {
    this.transport = transport;
    this.limits = limits;
    this.state = state;
    this.channels = channels;
    this.agenda = agenda;
    this.timers = timers;
    this.tasks = tasks;
    this.records = records;
    this.segments = pools.segments();
  }

  void opened(Channel channel) {
    if (channel instanceof Connection connection && connection.driver().isPolled()) {
      polled.add(connection.driver());
    }
  }

  void closed(Channel channel) {
    hasClosedSinceWait = true;
    hasFreedAddress |= channel instanceof Listener || channel instanceof Datagrams;
    if (!channel.isBusy()) {
      agenda.tellClosed(channel);
    }
    if (channel instanceof Connection connection && connection.driver().isPolled()) {
      polled.remove(connection.driver());
    }
  }

  /** Whether there is anything to go on for. */
  boolean hasWork() {
    boolean waitsForTimers = !timers.isEmpty() && !state.isShuttingDown();
    boolean waitsForTasks = !tasks.isEmpty() && !state.leavesTasks();
    boolean isIdle = channels.isEmpty() && !waitsForTasks && !agenda.hasWork() && !waitsForTimers;
    return !isIdle && !state.hasFatal();
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
    segments.trimInTime();
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
    waitsForEvents = wait < 0;
    boolean isUrgent = agenda.hasWork() || state.isStopRequested() || state.hasFatal();
    // What was told before this wait may have closed the last channel.
    if (isUrgent || (wait < 0 && !hasWork())) {
      wait = 0;
      waitsForEvents = false;
    } else if (!timers.isEmpty()) {
      wait = sooner(wait, Math.max(0, timers.nextDeadlineNanos() - transport.nanoTime()));
    }
    if (records.failures().hasSuppressed()) {
      wait = sooner(wait, records.failures().nanosUntilTelling());
      waitsForEvents = false;
    }
    if (segments.hasExcess()) {
      wait = sooner(wait, segments.nanosUntilTrim());
      waitsForEvents = false;
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

  /** The shorter of a wait that may have no limit and one that has. */
  private static long sooner(long wait, long limited) {
    return wait < 0 ? limited : Math.min(wait, limited);
  }

  /** Says whether there was one. */
  private boolean runTimers() {
    if (timers.isEmpty()) {
      return false;
    }
    long now = transport.nanoTime();
    trafficNanos = now;
    isTrafficTimed = true;
    long end = timers.nextSequence();
    for (int i = 0; i < limits.tasksPerPass(); i++) {
      Timer due = timers.poll(now, end);
      if (due == null) {
        return i > 0;
      }
      runTimer(due, now);
    }
    return true;
  }

  private void runTimer(Timer due, long now) {
    RunningCallback call = records.flight().begin();
    Channel owner = due.owner;
    try {
      due.run(now);
    } catch (Throwable cause) {
      if (owner != null) {
        owner.tellFailure(Event.TIMER, cause);
      } else {
        taskFailed(due.task(), cause);
      }
    }
    if (call != null && call.endsSlow()) {
      call.record(owner == null ? "" : owner.toString(), FailureLog.taskName(due.task()));
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

  /** Says whether there was one. */
  private boolean runTasks() {
    for (int i = 0; i < limits.tasksPerPass(); i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return i > 0;
      }
      runTask(task);
    }
    return true;
  }

  private void runTask(Runnable task) {
    RunningCallback call = records.flight().begin();
    try {
      task.run();
    } catch (Throwable cause) {
      taskFailed(task, cause);
    }
    if (call != null && call.endsSlow()) {
      call.record("", FailureLog.taskName(task));
    }
  }

  private void taskFailed(Object task, Throwable cause) {
    state.noteFatal(cause);
    records.failures().taskFailed(task, cause);
  }

  /** Every wait passes on what was sent before, but perhaps none follows soon. */
  void flush() {
    try {
      transport.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The loop cannot send", e);
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
