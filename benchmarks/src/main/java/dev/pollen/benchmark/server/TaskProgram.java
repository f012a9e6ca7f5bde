package dev.pollen.benchmark.server;

import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.Timer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Answers what timers and tasks from other threads cost; see {@link TaskCosts}. */
public final class TaskProgram {
  private TaskProgram() {}

  /**
   * Measures whenever it is asked.
   *
   * @param arguments a library, and the name of a transport if it has any
   */
  public static void main(String[] arguments) throws IOException {
    Tasks tasks =
        switch (arguments[0]) {
          case "pollen" -> pollen(arguments[1]);
          case "netty" -> netty(arguments[1]);
          case "jdk" -> jdk();
          default -> throw new IllegalArgumentException(arguments[0]);
        };
    Control.say("Listening on 0");
    Control.answerQuestions(new TaskCosts(tasks)::answer);
  }

  private static Tasks pollen(String transport) throws IOException {
    Loop loop = Loop.open(transport, Limits.DEFAULT);
    // A loop ends when there is nothing left to wait for.
    loop.every(Duration.ofDays(1), () -> {});
    Thread thread = new Thread(loop::run, "loop");
    thread.setDaemon(true);
    thread.start();
    return new Tasks() {
      @Override
      public void execute(Runnable task) {
        loop.execute(task);
      }

      @Override
      public Runnable schedule(long delay, TimeUnit unit, Runnable task) {
        Timer timer = loop.schedule(Duration.of(delay, unit.toChronoUnit()), task);
        return timer::cancel;
      }
    };
  }

  private static Tasks netty(String transport) {
    return tasksOf(NettyTransport.named(transport).oneThread().next());
  }

  private static Tasks jdk() {
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);
    executor.setRemoveOnCancelPolicy(true);
    return tasksOf(executor);
  }

  private static Tasks tasksOf(ScheduledExecutorService executor) {
    return new Tasks() {
      @Override
      public void execute(Runnable task) {
        executor.execute(task);
      }

      @Override
      public Runnable schedule(long delay, TimeUnit unit, Runnable task) {
        Future<?> timer = executor.schedule(task, delay, unit);
        return () -> timer.cancel(false);
      }
    };
  }
}
