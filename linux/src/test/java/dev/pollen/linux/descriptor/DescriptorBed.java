package dev.pollen.linux.descriptor;

import dev.pollen.Connection;
import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Loop;
import dev.pollen.linux.system.ProgramCalls;
import dev.pollen.transport.Descriptor;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A loop, and a program around it that has descriptors of its own. */
final class DescriptorBed implements AutoCloseable {
  private static final Duration STEP = Duration.ofMillis(5);
  private static final long GUARD_NANOS = TimeUnit.SECONDS.toNanos(30);

  final ProgramCalls program = new ProgramCalls();
  final Loop loop;
  private final List<Integer> open = new ArrayList<>();
  private final List<Diary> diaries = new ArrayList<>();

  DescriptorBed(String transport) throws IOException {
    loop = Loop.open(transport, Limits.DEFAULT);
  }

  /** Has a descriptor closed after the test, if it is still open. */
  int closeLater(int descriptor) {
    open.add(descriptor);
    return descriptor;
  }

  int[] closeLater(int[] pair) {
    closeLater(pair[0]);
    closeLater(pair[1]);
    return pair;
  }

  void close(int descriptor) {
    open.remove(Integer.valueOf(descriptor));
    if (!program.close(descriptor)) {
      throw new AssertionError("Not open any more: " + descriptor);
    }
  }

  Connection connect(int descriptor, ConnectionDispatcher dispatcher) throws IOException {
    return loop.connect(Descriptor.of(descriptor), dispatcher);
  }

  /** Connects, and returns when that has been told. */
  Diary connect(int descriptor) throws IOException {
    Diary diary = new Diary();
    diaries.add(diary);
    connect(descriptor, diary);
    until(diary::isOpen);
    return diary;
  }

  /** Lets the loop run until something is so. */
  void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > GUARD_NANOS) {
        throw new AssertionError(
            "It never came to that. Events: " + diaries.stream().map(Diary::events).toList());
      }
      loop.poll(STEP);
    }
  }

  /** Lets the loop do all that is to be done now. */
  void settle() {
    int quietPasses = 0;
    while (quietPasses < 3) {
      quietPasses = loop.poll(STEP) == 0 ? quietPasses + 1 : 0;
    }
  }

  /** How many descriptors stand for a file whose name begins so. */
  static long count(String name) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path link : links) {
        if (target(link).startsWith(name)) {
          count++;
        }
      }
    }
    return count;
  }

  /** What is open under a number. */
  static String target(int descriptor) {
    return target(Path.of("/proc/self/fd/" + descriptor));
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  @Override
  public void close() {
    loop.close();
    open.forEach(program::close);
  }
}
