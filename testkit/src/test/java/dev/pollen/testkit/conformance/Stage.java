package dev.pollen.testkit.conformance;

import dev.pollen.ConnectionDispatcher;
import dev.pollen.Limits;
import dev.pollen.Listener;
import dev.pollen.ListenerDispatcher;
import dev.pollen.Loop;
import dev.pollen.behaviour.Family;
import dev.pollen.behaviour.Network;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A loop, and everybody else in one scenario on one network. */
final class Stage implements AutoCloseable {
  private static final long HANG_GUARD_NANOS = Duration.ofSeconds(20).toNanos();
  private static final Duration STEP = Duration.ofMillis(1);

  private final Network network;
  private final Family family;
  private final Loop loop;
  private final Path directory;
  private final List<Trace> traces = new ArrayList<>();
  private final List<AutoCloseable> outside = new ArrayList<>();
  private int addresses;

  Stage(Network network, Family family) throws IOException {
    this.network = network;
    this.family = family;
    this.loop = network.openLoop(Limits.DEFAULT);
    this.directory = Files.createTempDirectory("pollen");
  }

  Family family() {
    return family;
  }

  Loop loop() {
    return loop;
  }

  SelectorProvider channels() {
    return network.channels();
  }

  Trace trace(String actor) {
    Trace trace = new Trace(actor);
    traces.add(trace);
    return trace;
  }

  // ---- time ----

  void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > HANG_GUARD_NANOS) {
        throw new AssertionError("It never came to that: " + this);
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

  // ---- who takes part ----

  SocketAddress freshAddress() throws IOException {
    return family.freshAddress(directory, addresses++);
  }

  Subject subject(String actor) {
    return new Subject(trace(actor));
  }

  Listener listen(ConnectionDispatcher dispatcher) throws IOException {
    return loop.listen(
        freshAddress(),
        new ListenerDispatcher() {
          @Override
          protected ConnectionDispatcher handleAccepted(SocketAddress from) {
            return dispatcher;
          }
        });
  }

  /** A connection that the loop has accepted, seen from outside. */
  Outsider accept(Subject subject) throws IOException {
    Listener listener = listen(subject);
    Outsider outsider = connectTo(listener.localAddress());
    until(subject::isOpen);
    listener.close();
    return outsider;
  }

  /** A connection that the loop has made, seen from outside. */
  Outsider connect(Subject subject) throws IOException {
    try (ServerSocketChannel server = server(8)) {
      loop.connect(server.getLocalAddress(), subject);
      until(subject::isOpen);
      return outsider("peer", server.accept());
    }
  }

  Outsider connectTo(SocketAddress address) throws IOException {
    SocketChannel channel = channels().openSocketChannel(family.protocol());
    channel.connect(address);
    return outsider("peer", channel);
  }

  private Outsider outsider(String actor, SocketChannel channel) throws IOException {
    Outsider outsider = new Outsider(this, trace(actor), channel);
    outside.add(outsider);
    return outsider;
  }

  /** Listens outside of the loop. */
  ServerSocketChannel server(int backlog) throws IOException {
    return closedLater(
        channels().openServerSocketChannel(family.protocol()).bind(freshAddress(), backlog));
  }

  <C extends AutoCloseable> C closedLater(C channel) {
    outside.add(channel);
    return channel;
  }

  /** An address at which nobody is any more. */
  SocketAddress refusingAddress() throws IOException {
    try (ServerSocketChannel server = server(8)) {
      return server.getLocalAddress();
    }
  }

  // ---- the end ----

  /** What everybody was told, also of the end of the loop. */
  String end() {
    settle();
    loop.closeAll();
    return toString();
  }

  @Override
  public String toString() {
    return traces.stream().map(Trace::toString).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() throws IOException {
    loop.closeAll();
    loop.close();
    for (AutoCloseable resource : outside) {
      close(resource);
    }
    network.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
