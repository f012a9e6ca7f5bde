package dev.pollen.linux.datagram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollen.Limits;
import dev.pollen.Loop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A loop, and sockets that know nothing of it. The thread of the test drives the loop. */
final class DatagramBed implements AutoCloseable {
  private static final long GUARD_NANOS = Duration.ofSeconds(20).toNanos();

  final Loop loop;
  private final List<DatagramChannel> channels = new ArrayList<>();
  private @Nullable Path directory;
  private int paths;

  DatagramBed(String transport) throws IOException {
    this(transport, limits -> {});
  }

  DatagramBed(String transport, Limits.Changes limits) throws IOException {
    loop = Loop.open(transport, Limits.DEFAULT.with(limits));
  }

  static SocketAddress loopback() {
    return loopback("127.0.0.1");
  }

  static SocketAddress loopback(String address) {
    try {
      return new InetSocketAddress(InetAddress.getByName(address), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A path at which there is nothing yet. */
  UnixDomainSocketAddress path() throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("pollen");
    }
    return UnixDomainSocketAddress.of(directory.resolve("s" + paths++));
  }

  DatagramChannel channel() throws IOException {
    return channel(loopback());
  }

  DatagramChannel channel(SocketAddress local) throws IOException {
    DatagramChannel channel = DatagramChannel.open().bind(local);
    channels.add(channel);
    channel.configureBlocking(false);
    return channel;
  }

  static void send(DatagramChannel from, SocketAddress to, String... texts) throws IOException {
    for (String text : texts) {
      from.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), to);
    }
  }

  /** Numbers from one to another, as texts. */
  static String[] numbers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toArray(String[]::new);
  }

  /** All that a channel has received. */
  static List<String> received(DatagramChannel channel) throws IOException {
    List<String> texts = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(70_000);
    while (channel.receive(buffer.clear()) != null) {
      texts.add(StandardCharsets.UTF_8.decode(buffer.flip()).toString());
    }
    return texts;
  }

  void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).as("nanoseconds").isLessThan(GUARD_NANOS);
      loop.poll(Duration.ofMillis(5));
    }
  }

  /** Lets the loop do all that is to be done now; fails if it never comes to rest. */
  void settle() {
    int quiet = 0;
    for (int i = 0; quiet < 3; i++) {
      assertThat(i).as("passes without rest").isLessThan(1000);
      quiet = loop.poll(Duration.ofMillis(2)) == 0 ? quiet + 1 : 0;
    }
  }

  /** Has something done in a pass of the loop, in one turn. */
  void inOneTurn(Runnable task) {
    loop.execute(task);
    loop.poll(Duration.ZERO);
  }

  /**
   * That there is nothing to do: the loop waits as long as it may. A few waits may be interrupted,
   * since a ring that was closed before still has something to do on this thread.
   */
  void assertWaits() {
    settle();
    long end = System.nanoTime() + Duration.ofMillis(30).toNanos();
    int passes = 0;
    for (long left = 1; left > 0; left = end - System.nanoTime()) {
      assertThat(loop.poll(Duration.ofMillis(30))).isZero();
      passes++;
    }
    assertThat(passes).as("passes").isLessThan(10);
  }

  @Override
  public void close() throws IOException {
    loop.close();
    for (DatagramChannel channel : channels) {
      channel.close();
    }
    if (directory != null) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
