package dev.pollen.behaviour.subject.protocol;

import dev.pollen.annotation.Command;
import dev.pollen.annotation.Line;
import dev.pollen.annotation.Offload;
import dev.pollen.annotation.OnRead;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers at once, later, and from another thread. */
@SuppressWarnings("pollen:NoDefaultCommand")
public final class Answers extends Tolerant {
  private final Map<String, CompletableFuture<String>> promised = new ConcurrentHashMap<>();
  private final List<String> worked = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final CountDownLatch gate = new CountDownLatch(1);

  /** The answer of that name, which the test gives. */
  public CompletableFuture<String> promised(String name) {
    return promised.computeIfAbsent(name, unused -> new CompletableFuture<>());
  }

  /** What was worked on, in that order. */
  public List<String> worked() {
    return worked;
  }

  /** The threads on which that was. */
  public List<Thread> threads() {
    return threads;
  }

  /** Lets the work that waits end. */
  public void open() {
    gate.countDown();
  }

  @OnRead
  @Line
  @Command("LATER")
  CompletionStage<String> later(String name) {
    tell("LATER " + name);
    return promised(name);
  }

  @OnRead
  @Line
  @Command("BYTES")
  CompletionStage<byte[]> laterAsBytes(String name) {
    tell("BYTES " + name);
    return promised(name).thenApply(text -> text.getBytes(StandardCharsets.UTF_8));
  }

  @OnRead
  @Line
  @Command("NOW")
  ByteBuffer now(String name) {
    tell("NOW " + name);
    return ByteBuffer.wrap((name + "\n").getBytes(StandardCharsets.UTF_8));
  }

  @OnRead
  @Line
  @Command("WORK")
  @Offload
  String work(String name) throws IOException {
    pass();
    worked.add(name);
    threads.add(Thread.currentThread());
    if (name.equals("bad")) {
      throw new IllegalStateException(name);
    }
    return name + "\n";
  }

  private void pass() throws IOException {
    try {
      if (!gate.await(20, TimeUnit.SECONDS)) {
        throw new IOException("nobody has opened");
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
  }

  @OnRead
  @Line
  @Command("TOIL")
  @Offload
  void toil(String name) {
    worked.add(name);
    threads.add(Thread.currentThread());
  }
}
