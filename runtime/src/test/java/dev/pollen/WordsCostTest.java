package dev.pollen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What commands cost: nothing but what is handed out. */
final class WordsCostTest {
  private static final Commands COMMANDS = Commands.ignoringCase("GET", "SET", "DEL", "QUIT");
  private static final TimeUnit[] UNITS = TimeUnit.values();
  private static final int ROUNDS = 2000;

  private interface Round {
    void run() throws Exception;
  }

  private final Words words = new Words();
  private final ByteBuffer line = direct("set 12 -34 567 SECONDS some more");
  private int sum;

  @Test
  void numbersAndConstantsCostNothing() throws Exception {
    assertThat(allocatedBy(this::numbersAndConstants)).as("bytes per line").isLessThan(1);
    assertThat(sum).isNotZero();
  }

  private void numbersAndConstants() throws Exception {
    words.split(line);
    sum += COMMANDS.find(words) + words.toByte("a") + words.toShort("b");
    sum += (int) words.toLong("c") + words.constant("unit", UNITS, true).name().length();
    sum += words.count() + (words.hasNext() ? 1 : 0);
    words.clear();
  }

  @Test
  void wordsThatAreAddedCostNothing() throws Exception {
    assertThat(allocatedBy(this::addedWords)).as("bytes per command").isLessThan(1);
    assertThat(sum).isNotZero();
  }

  private void addedWords() throws Exception {
    words.begin(line);
    words.add(0, 3);
    for (int i = 0; i < 15; i++) {
      words.add(4, 6);
    }
    sum += COMMANDS.find(words);
    while (words.hasNext()) {
      sum += words.toInt("n");
    }
    sum += words.arrays().length;
    words.end();
  }

  /** 24 bytes for the object and 24 for its array, in a JVM with compressed references. */
  @Test
  void aTextCostsItsString() throws Exception {
    assertThat(allocatedBy(this::text)).as("bytes per line").isLessThanOrEqualTo(56);
    assertThat(sum).isNotZero();
  }

  private void text() throws Exception {
    words.split(line);
    sum += words.text("a", StandardCharsets.UTF_8).length();
  }

  private static long allocatedBy(Round round) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(threads.isThreadAllocatedMemorySupported(), "this JVM does not count allocation");
    long thread = Thread.currentThread().getId();
    run(round);
    long before = threads.getThreadAllocatedBytes(thread);
    run(round);
    return (threads.getThreadAllocatedBytes(thread) - before) / ROUNDS;
  }

  private static void run(Round round) throws Exception {
    for (int i = 0; i < ROUNDS; i++) {
      round.run();
    }
  }

  private static ByteBuffer direct(String text) {
    return ByteBuffer.allocateDirect(100).put(text.getBytes(StandardCharsets.UTF_8)).flip();
  }
}
