package dev.pollen.example.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Loop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A loop on a thread of its own. That it ends, and not by a failure, is a part of every test. */
final class RunningLoop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Loop loop;
  private final CompletableFuture<Void> run;
  private final CompletableFuture<Void> started = new CompletableFuture<>();

  RunningLoop() throws IOException {
    loop = Loop.open();
    run = CompletableFuture.runAsync(this::run, task -> new Thread(task, "loop").start());
  }

  /** Runs for the first channel, and then until all are closed. */
  private void run() {
    try (loop) {
      started.join();
      loop.run();
    }
  }

  /** What is done with the loop before it runs. */
  interface Task<T> {
    T apply(Loop loop) throws IOException;
  }

  /** Opens a channel before the loop runs, and lets it run. */
  <T> T call(Task<T> task) throws IOException {
    T result = task.apply(loop);
    started.complete(null);
    return result;
  }

  void shutdown() {
    shutdown(PATIENCE);
  }

  void shutdown(Duration deadline) {
    loop.shutdown(deadline);
  }

  /** Waits until the loop has ended by itself. */
  void awaitEnd() {
    run.copy().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    started.complete(null);
    if (!run.isDone()) {
      loop.stop();
    }
    awaitEnd();
  }

  /** What handlers say, for the thread of the test. */
  static final class Log {
    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

    void add(String line) {
      lines.add(line);
    }

    String next() throws InterruptedException {
      String line = lines.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(line).as("a line of the log").isNotNull();
      return line;
    }
  }
}
