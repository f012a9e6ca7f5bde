package dev.pollen;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Tells people what a loop is doing; see {@link Loop#dump()}. */
final class Inspection {
  /** Longer than any event should take, and short enough for a health check. */
  static final long ANSWER_WITHIN_MILLIS = 1000;

  /** The loop stands still while it writes these lines: a millisecond for some thousand. */
  static final int MOST_CHANNELS = 10_000;

  private final Loop loop;
  private final RunState state;
  private final String transport;
  private final ChannelRegistry channels;
  private final TimerQueue timers;
  private final TaskQueue tasks;

  Inspection(
      Loop loop,
      RunState state,
      String transport,
      ChannelRegistry channels,
      TimerQueue timers,
      TaskQueue tasks) {
    this.loop = loop;
    this.state = state;
    this.transport = transport;
    this.channels = channels;
    this.timers = timers;
    this.tasks = tasks;
  }

  /** From any thread. */
  String dump() {
    Thread runner = state.runner();
    if (runner == null || runner == Thread.currentThread()) {
      return inside(runner);
    }
    FutureTask<String> question = new FutureTask<>(() -> inside(runner));
    try {
      loop.execute(question);
      return question.get(ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return outside(runner);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return outside(runner);
    } catch (ExecutionException e) {
      return outside(runner) + "\n  " + Failure.describe(e);
    } catch (IllegalStateException closedMeanwhile) {
      return inside(null);
    } finally {
      question.cancel(false);
    }
  }

  /** All there is to tell, on the thread that owns it. */
  private String inside(@Nullable Thread runner) {
    LogLine head =
        head(runner)
            .add("channels", channels.size())
            .add("timers", timers.size())
            .add("tasks", tasks.size());
    StringBuilder text = new StringBuilder(head.toString());
    text.append("\n  ").append(counters());
    long now = loop.nanoTime();
    List<Channel> all = channels.snapshot();
    for (Channel channel : all.subList(0, Math.min(all.size(), MOST_CHANNELS))) {
      text.append("\n  ").append(channel.describe(now));
    }
    if (all.size() > MOST_CHANNELS) {
      text.append("\n  and ").append(all.size() - MOST_CHANNELS).append(" channels more");
    }
    return text.append('\n').toString();
  }

  /** What can be told if the loop does not answer: most likely a handler keeps its thread. */
  private String outside(Thread runner) {
    StringBuilder text = new StringBuilder(head(runner).add("answers", "no").toString());
    text.append("\n  ").append(counters());
    for (StackTraceElement frame : runner.getStackTrace()) {
      text.append("\n  at ").append(frame);
    }
    return text.append('\n').toString();
  }

  private LogLine head(@Nullable Thread runner) {
    return new LogLine()
        .word("Loop")
        .add("transport", transport)
        .add("state", state.isClosed() ? "closed" : runner == null ? "stopped" : "running")
        .add("thread", runner == null ? null : runner.getName());
  }

  private LogLine counters() {
    LoopStatistics done = loop.statistics();
    return new LogLine()
        .word("Statistics")
        .add("passes", done.passes())
        .add("idle_wakeups", done.idleWakeups())
        .add("ready", done.ready())
        .add("accepted", done.accepted())
        .add("refused", done.refused())
        .add("received", done.bytesReceived())
        .add("sent", done.bytesSent())
        .add("failures", done.failures())
        .add("suppressed_failures", done.suppressedFailures());
  }
}
